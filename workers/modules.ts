import { adminRoutes, readinessRoutes } from "#admin";
import {
  antifraudDashboard,
  antifraudPrivacy,
  antifraudRoutes,
  antifraudWebhookEvents,
  modelGauges,
  publicAntifraudRoutes,
} from "#antifraud";
import { accountGauges, authPrivacy, authRoutes, oauthRoutes, publicAuthRoutes, requestsPrivacy } from "#auth";
import { dashboardPrivacy, dashboardRoutes, publicDashboardRoutes } from "#dashboard";
import { notificationsPrivacy } from "#notifications";
import type { DashboardPart } from "#platform/dashboard-part";
import type { GaugeSource } from "#platform/gauges";
import type { createRouter } from "#platform/http";
import type { Localized } from "#platform/i18n";
import type { PrivacyPart } from "#platform/privacy";
import type { WebhookEvent } from "#platform/webhook-event";
import { ownPrivacy, privacyRoutes } from "#privacy";
import { webhookRoutes, webhooksPrivacy } from "#webhooks";

/** What the platform needs to know of a module to carry it. Adding a product adds a folder and an entry. */
export type PlatformModule = {
  name: string;
  title: Localized;
  /** Answered under /api for an authenticated caller. */
  routes: ReturnType<typeof createRouter>;
  /** Answered under /api for anyone. */
  publicRoutes?: ReturnType<typeof createRouter>;
  /** Answered at the root, where a standard says so; they name their callers and refuse by themselves. */
  rootRoutes?: ReturnType<typeof createRouter>;
  /** Paths whose POST is a file, with `{name}` for one part: `readUpload` limits and inspects it there, once it is known who sends it. */
  uploads?: readonly string[];
  /** What it tells under /api/admin/metrics. */
  gauges?: GaugeSource;
  /** What it lets customers follow by webhook. */
  webhookEvents?: readonly WebhookEvent[];
  /** What it shows on the dashboard, and tells those who watch. */
  dashboard?: DashboardPart;
  /** What it keeps about people and data subjects, and how it lets go of it. */
  privacy?: PrivacyPart;
  /** Permissions that its routes ask for. */
  permissions: readonly string[];
};

const products: readonly PlatformModule[] = [
  {
    name: "auth",
    title: { uz: "Kirish va kalitlar", ru: "Доступ и ключи", en: "Access and keys" },
    routes: authRoutes,
    publicRoutes: publicAuthRoutes,
    rootRoutes: oauthRoutes,
    gauges: accountGauges,
    permissions: [
      "write:api_keys",
      "read:oauth_tokens",
      "manage:users",
      "manage:org",
      "manage:organizations",
      "read:audit",
      "read:requests",
      "read:sandbox",
      "write:sandbox",
    ],
    privacy: authPrivacy,
  },
  {
    name: "antifraud",
    title: { uz: "Anti-Fraud AI", ru: "Anti-Fraud AI", en: "Anti-Fraud AI" },
    routes: antifraudRoutes,
    publicRoutes: publicAntifraudRoutes,
    uploads: [
      "/api/antifraud/models",
      "/api/antifraud/lists/{list_id}/import",
      "/api/antifraud/transactions/{txn_id}/attachments",
    ],
    gauges: modelGauges,
    webhookEvents: antifraudWebhookEvents,
    dashboard: antifraudDashboard,
    privacy: antifraudPrivacy,
    permissions: [
      "read:transactions",
      "write:transactions",
      "review:transactions",
      "read:models",
      "write:models",
      "read:rules",
      "write:rules",
      "read:antifraud_analytics",
      "export:antifraud",
      "manage:analytics",
      "manage:alerts",
    ],
  },
];

/** What the whole platform keeps about people and data subjects. */
export const privacyParts: readonly PrivacyPart[] = [
  notificationsPrivacy,
  ...products.flatMap(({ privacy }) => privacy ?? []),
  requestsPrivacy,
  dashboardPrivacy,
  webhooksPrivacy,
  ownPrivacy,
];

export const modules: readonly PlatformModule[] = [
  ...products,
  {
    name: "dashboard",
    title: { uz: "Boshqaruv paneli", ru: "Панель управления", en: "Dashboard" },
    routes: dashboardRoutes(products.flatMap(({ dashboard }) => dashboard ?? [])),
    publicRoutes: publicDashboardRoutes,
    permissions: ["read:dashboard"],
  },
  {
    name: "webhooks",
    title: { uz: "Vebhuklar", ru: "Вебхуки", en: "Webhooks" },
    routes: webhookRoutes(products),
    permissions: ["read:webhooks", "write:webhooks"],
  },
  {
    name: "privacy",
    title: { uz: "Shaxsiy maʼlumotlar", ru: "Персональные данные", en: "Privacy" },
    routes: privacyRoutes(privacyParts),
    permissions: ["manage:privacy", "manage:keys"],
  },
  {
    name: "admin",
    title: { uz: "Boshqaruv", ru: "Администрирование", en: "Administration" },
    rootRoutes: readinessRoutes,
    routes: adminRoutes(products.flatMap(({ gauges }) => gauges ?? [])),
    permissions: ["read:metrics"],
  },
];
