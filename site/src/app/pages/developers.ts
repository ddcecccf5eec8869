import { AppWindow, BookOpen, FlaskConical, KeyRound, ListTree, Webhook } from "lucide-preact";
import type { Page } from "./page.ts";

/** The pages of developers, in the order of the menu. */
export const developerPages = {
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
    key: "x",
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
} as const satisfies Record<string, Page>;
