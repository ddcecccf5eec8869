import { CircleUser, Fingerprint, LockKeyhole, ScrollText, Users } from "lucide-preact";
import type { Page } from "./page.ts";

/** The pages of what every organisation has, in the order of the menu. */
export const organizationPages = {
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
  account: {
    area: "organization",
    title: { uz: "Hisobim", ru: "Мой аккаунт", en: "My account" },
    icon: CircleUser,
    permission: "",
    isUnlisted: true,
  },
} as const satisfies Record<string, Page>;
