import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { guideGroups } from "./guides.ts";
import { docsWords } from "./words.ts";

const frame = (name: string) => `./src/docs/frame/${name}.astro`;

/** Starlight, with our frame around the pages: what it would write inline is ours, as files, for the content security policy. */
export const documentation: StarlightUserConfig = {
  title: "AI Foundry",
  titleDelimiter: "—",
  favicon: "/favicon.svg",
  defaultLocale: "root",
  locales: {
    root: { label: "Oʻzbekcha", lang: "uz" },
    ru: { label: "Русский", lang: "ru" },
    en: { label: "English", lang: "en" },
  },
  sidebar: guideGroups.map(({ name, pages }) => ({
    label: docsWords.uz.groups[name],
    translations: { ru: docsWords.ru.groups[name], en: docsWords.en.groups[name] },
    items: pages.map((page) =>
      typeof page === "string"
        ? { slug: page }
        : {
            link: `/${page.path}`,
            label: docsWords.uz.pages[page.name],
            translations: { ru: docsWords.ru.pages[page.name], en: docsWords.en.pages[page.name] },
          },
    ),
  })),
  routeMiddleware: "./src/docs/route-data.ts",
  customCss: ["./src/docs/frame/docs.css"],
  components: {
    Header: frame("Header"),
    MobileMenuFooter: frame("MobileMenuFooter"),
    Search: frame("Search"),
    Sidebar: frame("Sidebar"),
    ThemeProvider: frame("ThemeProvider"),
  },
  // Its frames and colours are inline styles; code blocks are ours.
  expressiveCode: false,
  disable404Route: true,
};
