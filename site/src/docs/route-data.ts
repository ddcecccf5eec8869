import { defineRouteMiddleware } from "@astrojs/starlight/route-data";
import { engineeringPages } from "./guides.ts";
import { wordsFor } from "./words.ts";

/** Adds the pages for engineers, which stand in one language, to the menu of every language. */
export const onRequest = defineRouteMiddleware((context) => {
  const { starlightRoute: route } = context.locals;
  const path = context.url.pathname.replace(/\.html$/, "");
  const links = engineeringPages.map(({ path: href, label }) => ({
    type: "link" as const,
    label,
    href,
    isCurrent: href === path,
    badge: undefined,
    attrs: route.lang === "en" ? {} : { lang: "en", hreflang: "en" },
  }));
  route.sidebar.push({
    type: "group",
    label: wordsFor(route.lang).groups.engineering,
    entries: links,
    collapsed: route.lang !== "en",
    badge: undefined,
  });
  const current = links.findIndex(({ isCurrent }) => isCurrent);
  if (current >= 0) route.pagination = { prev: links[current - 1], next: links[current + 1] };
});
