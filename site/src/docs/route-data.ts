import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import type { Language } from "../api-types.ts";
import { languages } from "../i18n/index.ts";
import { openGraphLocales, pictureTags } from "../seo/share-card.ts";
import { isEnglishOnly } from "./frame/languages.ts";
import { engineeringPages } from "./guides.ts";
import { wordsFor } from "./words.ts";

type HeadTag = StarlightRouteData["head"][number];

/** A tag as our pages write it: addresses without the file's ending, and no sitemap but ours. */
function toOurs(tag: HeadTag, isEnglish: boolean): HeadTag[] {
  const { rel, hreflang, property } = tag.attrs ?? {};
  // What is shared of a page is told below, as our other pages tell it.
  if (property === "og:locale") return [];
  if (rel === "sitemap" || (hreflang !== undefined && isEnglish)) return [];
  const bare = (value: unknown) => String(value).replace(/\.html$/, "");
  if (rel === "canonical" || rel === "alternate")
    return [{ ...tag, attrs: { ...tag.attrs, href: bare(tag.attrs?.href) } }];
  if (property === "og:url") return [{ ...tag, attrs: { ...tag.attrs, content: bare(tag.attrs?.content) } }];
  return [tag];
}

/** What Starlight leaves out for shared links: the picture, and the languages by the names that Open Graph has for them. */
function shareTags(language: Language, isEnglish: boolean, site: URL | undefined): HeadTag[] {
  const others = isEnglish ? [] : languages.filter((other) => other !== language);
  const properties: [string, string][] = [
    ["og:locale", openGraphLocales[language]],
    ...others.map((other): [string, string] => ["og:locale:alternate", openGraphLocales[other]]),
    ...Object.entries(pictureTags((path) => new URL(path, site).href)),
  ];
  return properties.map(([property, content]) => ({ tag: "meta", attrs: { property, content }, content: "" }));
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
  const isEnglish = isEnglishOnly(path);
  // SAFETY: the locales of Starlight are our languages.
  const language = route.lang as Language;
  route.head = [
    ...route.head.flatMap((tag) => toOurs(tag, isEnglish)),
    ...shareTags(language, isEnglish, context.site),
  ];
  const current = links.findIndex(({ isCurrent }) => isCurrent);
  if (current >= 0) route.pagination = { prev: links[current - 1], next: links[current + 1] };
});
