import { Activity, Building2, Users } from "lucide-preact";
import type { Page } from "./page.ts";

/** The pages of super administrators, in the order of the menu. */
export const adminPages = {
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
} as const satisfies Record<string, Page>;
