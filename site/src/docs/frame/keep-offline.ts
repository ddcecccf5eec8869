/** The pages that the worker answers for, each language by itself, and the program of the search, which is none of theirs. */
const scopes: Record<string, string> = { uz: "/docs", ru: "/ru/docs", en: "/en/docs" };
const SEARCH_SCOPE = "/pagefind/";

/** Has the browser keep this page and the search of its language, for when there is no network. */
export async function keepOffline(): Promise<void> {
  // A site by plain http has none, and neither has a browser that forbids storage.
  if (!("serviceWorker" in navigator)) return;
  const language = document.documentElement.lang;
  const scope = scopes[language];
  if (scope === undefined) return;
  const [page] = await Promise.all(
    [scope, SEARCH_SCOPE].map((one) => navigator.serviceWorker.register("/docs-worker.js", { scope: one })),
  );
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const tell = (worker?: ServiceWorker | null) => worker?.postMessage({ language, hrefs: [location.href, ...loaded] });
  tell(page?.installing ?? page?.active);
  // A worker of a newer build keeps everything anew.
  page?.addEventListener("updatefound", () => tell(page.installing));
}
