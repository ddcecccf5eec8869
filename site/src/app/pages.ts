import { Building2, Code, ServerCog, ShieldCheck } from "lucide-preact";
import { adminPages } from "./pages/admin.ts";
import { antifraudPages } from "./pages/antifraud.ts";
import { developerPages } from "./pages/developers.ts";
import { organizationPages } from "./pages/organization.ts";
import type { Area, AreaName, Page } from "./pages/page.ts";

/** What pages belong to: products first, then what every organisation has. An area without pages is not shown. */
export const areas = {
  antifraud: {
    title: { uz: "Anti-Fraud AI", ru: "Anti-Fraud AI", en: "Anti-Fraud AI" },
    icon: ShieldCheck,
    module: "antifraud",
  },
  developers: { title: { uz: "Dasturchilar", ru: "Разработчикам", en: "Developers" }, icon: Code },
  organization: { title: { uz: "Tashkilot", ru: "Организация", en: "Organisation" }, icon: Building2 },
  admin: { title: { uz: "Boshqaruv", ru: "Администрирование", en: "Administration" }, icon: ServerCog },
} as const satisfies Record<AreaName, Area>;

/**
 * Every page of the application by its address after `/app/`. To add one: its line in the file of its area under `pages/`, and
 * its file under `src/pages/[...lang]/app/`. Bundled by nothing that runs in the browser: only the layout reads it.
 */
export const pages = { ...antifraudPages, ...developerPages, ...organizationPages, ...adminPages };
export type AppPageName = keyof typeof pages;

/** The page that the menu marks while one is open. */
export const menuPageOf = (name: AppPageName): string => {
  const page: Page = pages[name];
  return page.under ?? name;
};

/** What the menu, the palette and the keys know of a page, in one language. */
export type MenuPage = { name: string; href: string; title: string; permission: string; module?: string; key?: string };

/** The pages of the menu, as `Page` and `Area` describe them. */
export const listedPages = (Object.entries(pages) as [AppPageName, Page][]).filter(([, { isUnlisted }]) => !isUnlisted);
export const listedAreas = (Object.entries(areas) as [AreaName, Area][])
  .map(([name, area]) => ({ name, ...area, pages: listedPages.filter(([, page]) => page.area === name) }))
  .filter((area) => area.pages.length > 0);
