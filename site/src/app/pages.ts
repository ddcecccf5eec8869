import {
  Activity,
  AppWindow,
  Ban,
  Bell,
  BookOpen,
  BrainCircuit,
  Building2,
  CircleUser,
  ClipboardCheck,
  Code,
  Fingerprint,
  FlaskConical,
  Gauge,
  History,
  KeyRound,
  ListChecks,
  ListFilter,
  ListTree,
  LockKeyhole,
  Receipt,
  ScrollText,
  ServerCog,
  ShieldCheck,
  Store,
  TrendingUp,
  Users,
  Webhook,
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
  /** Who lacks it is not shown the page; the API refuses them by itself. Empty: for everybody who is signed in. */
  permission: string;
  /** The letter that leads here after G. */
  key?: string;
  /** Left out of the menu: it needs something to show. */
  isUnlisted?: boolean;
  /** The page of the menu that it is reached from, which the menu marks as the current one. */
  under?: string;
};

const same = (title: string): Localized => ({ uz: title, ru: title, en: title });

/** What pages belong to: products first, then what every organisation has. An area without pages is not shown. */
export const areas = {
  antifraud: { title: same("Anti-Fraud AI"), icon: ShieldCheck, module: "antifraud" },
  developers: { title: { uz: "Dasturchilar", ru: "Разработчикам", en: "Developers" }, icon: Code },
  organization: { title: { uz: "Tashkilot", ru: "Организация", en: "Organisation" }, icon: Building2 },
  admin: { title: { uz: "Boshqaruv", ru: "Администрирование", en: "Administration" }, icon: ServerCog },
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
  rules: {
    area: "antifraud",
    title: { uz: "Qoidalar", ru: "Правила", en: "Rules" },
    icon: ScrollText,
    permission: "read:rules",
    key: "u",
  },
  "rules/edit": {
    area: "antifraud",
    title: { uz: "Qoida", ru: "Правило", en: "Rule" },
    icon: ScrollText,
    permission: "read:rules",
    isUnlisted: true,
    under: "rules",
  },
  "rules/proposals": {
    area: "antifraud",
    title: { uz: "Qoidalar boʻyicha takliflar", ru: "Предложения по правилам", en: "Rule proposals" },
    icon: ScrollText,
    permission: "read:rules",
    isUnlisted: true,
    under: "rules",
  },
  backtests: {
    area: "antifraud",
    title: { uz: "Tarixda sinash", ru: "Прогоны", en: "Backtests" },
    icon: History,
    permission: "read:antifraud_analytics",
    key: "s",
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
  "developers/keys": {
    area: "developers",
    title: { uz: "API kalitlari", ru: "API-ключи", en: "API keys" },
    icon: KeyRound,
    permission: "write:api_keys",
    key: "k",
  },
  "developers/oauth": {
    area: "developers",
    title: { uz: "OAuth mijozlari", ru: "Клиенты OAuth", en: "OAuth clients" },
    icon: AppWindow,
    permission: "write:api_keys",
  },
  "developers/requests": {
    area: "developers",
    title: { uz: "Soʻrovlar jurnali", ru: "Журнал запросов", en: "Request log" },
    icon: ListTree,
    permission: "read:requests",
    key: "q",
  },
  "developers/sandbox": {
    area: "developers",
    title: { uz: "Sinov muhiti", ru: "Песочница", en: "Sandbox" },
    icon: FlaskConical,
    permission: "read:sandbox",
    key: "s",
  },
  "developers/webhooks": {
    area: "developers",
    title: { uz: "Vebhuklar", ru: "Вебхуки", en: "Webhooks" },
    icon: Webhook,
    permission: "read:webhooks",
    key: "w",
  },
  "developers/events": {
    area: "developers",
    title: { uz: "Hodisalar katalogi", ru: "Каталог событий", en: "Event catalogue" },
    icon: BookOpen,
    permission: "read:webhooks",
  },
  "organization/people": {
    area: "organization",
    title: { uz: "Xodimlar", ru: "Сотрудники", en: "People" },
    icon: Users,
    permission: "manage:users",
    key: "p",
  },
  "organization/security": {
    area: "organization",
    title: { uz: "Xavfsizlik", ru: "Безопасность", en: "Security" },
    icon: LockKeyhole,
    permission: "manage:org",
  },
  "organization/audit": {
    area: "organization",
    title: { uz: "Audit jurnali", ru: "Журнал аудита", en: "Audit log" },
    icon: ScrollText,
    permission: "read:audit",
    key: "j",
  },
  "organization/privacy": {
    area: "organization",
    title: { uz: "Shaxsiy maʼlumotlar", ru: "Личные данные", en: "Personal data" },
    icon: Fingerprint,
    permission: "manage:privacy",
  },
  "admin/organizations": {
    area: "admin",
    title: { uz: "Tashkilotlar", ru: "Организации", en: "Organisations" },
    icon: Building2,
    permission: "manage:organizations",
    key: "z",
  },
  "admin/users": {
    area: "admin",
    title: { uz: "Barcha foydalanuvchilar", ru: "Все пользователи", en: "All people" },
    icon: Users,
    permission: "manage:organizations",
  },
  "admin/metrics": {
    area: "admin",
    title: { uz: "Koʻrsatkichlar", ru: "Метрики", en: "Metrics" },
    icon: Activity,
    permission: "manage:organizations",
  },
  account: {
    area: "organization",
    title: { uz: "Hisobim", ru: "Мой аккаунт", en: "My account" },
    icon: CircleUser,
    permission: "",
    isUnlisted: true,
  },
} as const satisfies Record<string, Page>;
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
