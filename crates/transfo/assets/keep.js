// Owns: keeping a page and what it needs on the device, for a reload without network. Loaded while the network lives, and
// never kept itself.
// Never: a copy of another page or of another day than the one that asks.

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
