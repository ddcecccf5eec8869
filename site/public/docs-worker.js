// Keeps the documentation for when there is no network: the pages that were opened, and the search of their language. KEPT is
// put before by keep-docs-offline.ts: the build, and the files of the search by language. Nothing of the application nor of the API
// passes through here.
const CACHE = `docs-${KEPT.build}`;
const DOCS = /^\/(ru\/|en\/)?docs(\/|$)/;
const PARTS = /^\/(pagefind|_astro)\/|^\/(theme\.js|favicon\.svg)$/;
// Named after what they hold, so that they never change.
const LASTING = /^\/_astro\/|^\/pagefind\/(index|fragment)\/|\.pf_meta$/;

/** An address under which it is kept; null of what is none of ours to keep. */
function addressOf(href) {
  const { origin, pathname } = new URL(href, location.href);
  return origin === location.origin && (DOCS.test(pathname) || PARTS.test(pathname)) ? origin + pathname : null;
}

async function keep(address, response) {
  if (response.ok && !response.redirected) await (await caches.open(CACHE)).put(address, response.clone());
  return response;
}

async function keepMissing(addresses) {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  // One after the other: the page that is being read comes first.
  for (const address of addresses.filter((one) => !kept.has(one))) {
    try {
      await keep(address, await fetch(address));
    } catch {
      return;
    }
  }
}

async function answer(request, address) {
  const kept = await caches.match(address, { cacheName: CACHE });
  if (kept && LASTING.test(new URL(address).pathname)) return kept;
  try {
    return await keep(address, await fetch(request));
  } catch (failure) {
    if (kept) return kept;
    throw failure;
  }
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("docs-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// A page tells what it was made of before this worker answered for it, and in which language it is searched.
self.addEventListener("message", (event) => {
  const { hrefs, language } = event.data;
  const search = navigator.connection?.saveData ? [] : (KEPT.search[language] ?? []);
  event.waitUntil(keepMissing([...hrefs, ...search].map(addressOf).filter((address) => address !== null)));
});

self.addEventListener("fetch", (event) => {
  const address = event.request.method === "GET" ? addressOf(event.request.url) : null;
  if (address !== null) event.respondWith(answer(event.request, address));
});
