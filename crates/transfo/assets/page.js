// Owns: small comforts of every page (menus close by themselves, the first thing to read gets the focus,
// long pictures begin at today), and what the pages that live without network share.
// Invariant: every page works without this module. Never: a request of its own, a key shortcut of its own, storage but to
// drop what another page kept for somebody who is no longer signed in.

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// A second press within three seconds, on a slow line, must not send the form twice.
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.timeStamp - (sent.get(event.target) ?? -Infinity) < 3000) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});

if (document.querySelector('a[href="/connexion"]') && window.caches) caches.delete("sheet").catch(() => {});

document.querySelector(".error-summary")?.focus();
for (const here of document.querySelectorAll(".tabs [aria-current], .mainnav [aria-current]")) {
  const strip = here.closest("nav");
  strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}
for (const today of document.querySelectorAll(".season-scroll .c-today")) {
  const strip = today.closest(".season-scroll");
  strip.scrollLeft += today.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 2;
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Keeps the page that asks, and what it needs, on the device for a reload without network; never another page or another day.
// `scope` is what the worker answers for; a page that is over keeps nothing and lets go of what was kept.
export async function keep(name, scope, lasts) {
  if (!("serviceWorker" in navigator) || !window.caches) return;
  await navigator.serviceWorker.register(`/assets/offline.js${new URL(import.meta.url).search}`, { scope });
  const kept = await caches.open(name);
  const used = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  for (const request of await kept.keys()) if (![location.href, ...used].includes(request.url)) await kept.delete(request);
  if (lasts) await kept.addAll([location.href, ...used]);
  document.documentElement.dataset.kept = "yes";
}
