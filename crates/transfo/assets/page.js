// Owns: small comforts of every page (menus close by themselves, the first thing to read gets the focus,
// long pictures begin at today).
// Invariant: every page works without this module. Never: a request, a key shortcut of its own, storage but to drop what
// another page kept for somebody who is no longer signed in.

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
