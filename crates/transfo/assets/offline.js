// Owns: the check-in page and the list of a day when the network is dead. It answers from the network, and from the copy that
// the page kept of itself when there is none. Never: a copy of its own choosing, a page that did not ask for it, anything but GET.

const SLOW_MS = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) event.respondWith(answer(request));
});

async function answer(request) {
  const copy = await caches.match(request);
  if (!copy) return fetch(request);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(SLOW_MS) });
    return fresh.status < 500 ? fresh : copy;
  } catch {
    return copy;
  }
}
