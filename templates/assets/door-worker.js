// Opens the page of the door again when there is no network: door.js has put it into the cache.

const cache_name = 'door';
const is_door = (path) => /^\/instances\/\d+\/door$/.test(path);

async function newest({request, path}) {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await caches.match(request, {ignoreSearch: is_door(path)});
    if (kept) return kept;
    throw failure;
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const {request} = event;
  const path = new URL(request.url).pathname;
  // Whoever signs out leaves no list of people behind.
  if (path === '/sign-out') event.waitUntil(caches.delete(cache_name));
  if (request.method !== 'GET') return;
  if (is_door(path) || path.startsWith('/assets/')) event.respondWith(newest({request, path}));
});
