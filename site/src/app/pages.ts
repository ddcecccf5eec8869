import {
  Ban,
  Bell,
  BrainCircuit,
  ClipboardCheck,
  Code,
  Gauge,
  ListChecks,
  ListFilter,
  Receipt,
  ShieldCheck,
  Store,
  TrendingUp,
} from "lucide-preact";
import type { Language } from "../api-types.ts";

type Localized = Record<Language, string>;
type Icon = typeof Code;
type Area = {
  title: Localized;
  icon: Icon;
  /** The product that an organisation needs for it; one without is there for every organisation. */
  module?: string;
};
type Page = {
  area: AreaName;
  title: Localized;
  icon: Icon;
  /** Who lacks it is not shown the page; the API refuses them by itself. */
  permission: string;
  /** The letter that leads here after G. */
  key?: string;
  /** Left out of the menu: it needs something to show. */
  isUnlisted?: boolean;
};

const same = (title: string): Localized => ({ uz: title, ru: title, en: title });

/** What pages belong to: products first, then what every organisation has. An area without pages is not shown. */
export const areas = {
  antifraud: { title: same("Anti-Fraud AI"), icon: ShieldCheck, module: "antifraud" },
  developers: { title: { uz: "Dasturchilar", ru: "Разработчикам", en: "Developers" }, icon: Code },
} as const satisfies Record<string, Area>;
export type AreaName = keyof typeof areas;

/**
 * Every page of the application, in the order of the menu, by its address after `/app/`. To add one: its line here, and its
 * file under `pages/[...lang]/app/`. Bundled by nothing that runs in the browser: only the layout reads it.
 */
export const pages = {
  overview: {
    area: "antifraud",
    title: { uz: "Umumiy", ru: "Обзор", en: "Overview" },
    icon: Gauge,
    permission: "read:antifraud_analytics",
    key: "o",
  },
  decisions: {
    area: "antifraud",
    title: { uz: "Qarorlar", ru: "Решения", en: "Decisions" },
    icon: ListChecks,
    permission: "read:transactions",
    key: "d",
  },
  reviews: {
    area: "antifraud",
    title: { uz: "Tekshiruv", ru: "Проверка", en: "Review" },
    icon: ClipboardCheck,
    permission: "read:transactions",
    key: "r",
  },
  lists: {
    area: "antifraud",
    title: { uz: "Roʻyxatlar", ru: "Списки", en: "Lists" },
    icon: ListFilter,
    permission: "read:transactions",
    key: "l",
  },
  blocks: {
    area: "antifraud",
    title: { uz: "Bloklashlar", ru: "Блокировки", en: "Blocks" },
    icon: Ban,
    permission: "read:transactions",
    key: "b",
  },
  trends: {
    area: "antifraud",
    title: { uz: "Dinamika", ru: "Динамика", en: "Trends" },
    icon: TrendingUp,
    permission: "read:antifraud_analytics",
    key: "t",
  },
  merchants: {
    area: "antifraud",
    title: { uz: "Savdo nuqtalari", ru: "Продавцы", en: "Merchants" },
    icon: Store,
    permission: "read:antifraud_analytics",
    key: "m",
  },
  alerts: {
    area: "antifraud",
    title: { uz: "Ogohlantirishlar", ru: "Оповещения", en: "Alerts" },
    icon: Bell,
    permission: "read:transactions",
    key: "a",
  },
  models: {
    area: "antifraud",
    title: { uz: "Modellar", ru: "Модели", en: "Models" },
    icon: BrainCircuit,
    permission: "read:models",
    key: "i",
  },
  "alert-rules": {
    area: "antifraud",
    title: { uz: "Ogohlantirish qoidalari", ru: "Правила оповещений", en: "Alert rules" },
    icon: Bell,
    permission: "manage:alerts",
    isUnlisted: true,
  },
  transaction: {
    area: "antifraud",
    title: { uz: "Toʻlov", ru: "Платёж", en: "Payment" },
    icon: Receipt,
    permission: "read:transactions",
    isUnlisted: true,
  },
} as const satisfies Record<string, Page>;
export type AppPageName = keyof typeof pages;

/** What the menu, the palette and the keys know of a page, in one language. */
export type MenuPage = { name: string; href: string; title: string; permission: string; module?: string; key?: string };

/** The pages of the menu, as `Page` and `Area` describe them. */
export const listedPages = (Object.entries(pages) as [AppPageName, Page][]).filter(([, { isUnlisted }]) => !isUnlisted);
export const listedAreas = (Object.entries(areas) as [AreaName, Area][])
  .map(([name, area]) => ({ name, ...area, pages: listedPages.filter(([, page]) => page.area === name) }))
  .filter((area) => area.pages.length > 0);
