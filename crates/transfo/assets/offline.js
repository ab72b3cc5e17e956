// Owns: the check-in page when the network is dead. It answers from the network, and from the copy that the page kept of
// itself when there is none. Never: a copy of its own choosing, a page outside /presence/, anything but GET.

const SLOW_MS = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (/^\/(presence|assets)\//.test(pathname)) event.respondWith(answer(request));
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
