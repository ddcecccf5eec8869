import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import { isEnglishOnly } from "./frame/languages.ts";
import { engineeringPages } from "./guides.ts";
import { wordsFor } from "./words.ts";

type HeadTag = StarlightRouteData["head"][number];

/** A tag as our pages write it: addresses without the file's ending, and no sitemap but ours. */
function toOurs(tag: HeadTag, isEnglish: boolean): HeadTag[] {
  const { rel, hreflang, property } = tag.attrs ?? {};
  if (rel === "sitemap" || (hreflang !== undefined && isEnglish)) return [];
  const bare = (value: unknown) => String(value).replace(/\.html$/, "");
  if (rel === "canonical" || rel === "alternate")
    return [{ ...tag, attrs: { ...tag.attrs, href: bare(tag.attrs?.href) } }];
  if (property === "og:url") return [{ ...tag, attrs: { ...tag.attrs, content: bare(tag.attrs?.content) } }];
  return [tag];
}

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
  route.head = route.head.flatMap((tag) => toOurs(tag, isEnglishOnly(path)));
  const current = links.findIndex(({ isCurrent }) => isCurrent);
  if (current >= 0) route.pagination = { prev: links[current - 1], next: links[current + 1] };
});
