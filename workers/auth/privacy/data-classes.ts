import type { PrivacyPart } from "#platform/privacy";
import { exportPerson } from "./export-person.ts";
import { forgetPerson } from "./forget-person.ts";
import { resealPeople, stuckAuditRows } from "./reseal-people.ts";
import { forgetInvitations, forgetLinks } from "./store.ts";

/** What identity keeps about people of the platform, and the secrets that it seals. */
export const authPrivacy: PrivacyPart = {
  classes: [
    {
      name: "profile",
      title: { uz: "Hisob maʼlumotlari", ru: "Данные учётной записи", en: "Account" },
      where: ["d1:users.email", "d1:users.full_name", "d1:users.phone"],
      about: ["person"],
      ground: "contract",
      period: {
        uz: "Hisob oʻchirib tashlanguncha",
        ru: "Пока учётная запись не стёрта",
        en: "Until the account is erased",
      },
      onErasure: "destroyed",
    },
    {
      name: "billing_address",
      title: { uz: "Hisob-faktura manzili", ru: "Адрес для счетов", en: "Address for invoices" },
      where: ["d1:organizations.billing_email"],
      about: ["person"],
      ground: "contract",
      period: {
        uz: "Shartnoma amal qilgan davrda",
        ru: "Пока действует договор",
        en: "As long as the contract lasts",
      },
      onErasure: "destroyed",
    },
    {
      name: "sessions",
      title: {
        uz: "Seanslar va kirish manzillari",
        ru: "Сеансы и адреса входа",
        en: "Sessions and where they come from",
      },
      where: ["object:UserSession"],
      about: ["person"],
      ground: "security",
      period: {
        uz: "Seans tugaganidan keyin bir kun; tanish manzillarning xeshi 180 kun",
        ru: "День после окончания сеанса; хеш знакомых адресов — 180 дней",
        en: "A day after a session is over; hashes of known addresses for 180 days",
      },
      onErasure: "destroyed",
    },
    {
      name: "saved_views",
      title: { uz: "Saqlangan koʻrinishlar", ru: "Сохранённые виды", en: "Saved views" },
      where: ["d1:saved_views.sealed"],
      about: ["person"],
      ground: "contract",
      period: {
        uz: "Odam oʻchirguncha yoki hisob oʻchirib tashlanguncha",
        ru: "Пока человек не удалит их или учётная запись не стёрта",
        en: "Until the person deletes them or the account is erased",
      },
      onErasure: "destroyed",
    },
    {
      name: "invitations",
      title: { uz: "Takliflar", ru: "Приглашения", en: "Invitations" },
      where: ["d1:invitations.sealed"],
      about: ["person"],
      ground: "contract",
      period: {
        uz: "Muddati oʻtgach yana 30 kun",
        ru: "30 дней после истечения срока",
        en: "30 days after they expire",
      },
      onErasure: "destroyed",
    },
    {
      name: "links",
      title: { uz: "Xatlardagi havolalar", ru: "Ссылки из писем", en: "Links in mails" },
      where: ["d1:mailed_tokens"],
      about: ["person"],
      ground: "security",
      period: {
        uz: "Muddati oʻtgach yana 7 kun",
        ru: "7 дней после истечения срока",
        en: "7 days after they expire",
      },
      onErasure: "destroyed",
    },
    {
      name: "audit_addresses",
      title: {
        uz: "Audit jurnalidagi manzillar va shaxsiy qiymatlar",
        ru: "Адреса и личные данные в журнале аудита",
        en: "Addresses and personal values in the audit log",
      },
      where: ["d1:audit_events.ip_address", "d1:audit_events.changes"],
      about: ["person", "organization"],
      ground: "legal_obligation",
      period: { uz: "Kamida 5 yil", ru: "Не менее 5 лет", en: "At least 5 years" },
      onErasure: "destroyed",
    },
    {
      name: "audit_events",
      title: { uz: "Audit jurnali", ru: "Журнал аудита", en: "Audit log" },
      where: ["d1:audit_events", "object:AuditChain", "r2:AUDIT"],
      about: ["person", "organization"],
      ground: "legal_obligation",
      period: { uz: "Kamida 5 yil", ru: "Не менее 5 лет", en: "At least 5 years" },
      onErasure: "kept",
      why: {
        uz: "Nima qilingani faqat identifikator bilan saqlanadi: jurnal zanjiri uzilmasligi qonun bilan talab qilinadi",
        ru: "Действия остаются под одним лишь идентификатором: закон требует, чтобы журнал был непрерывным",
        en: "What was done stays under the id alone: the law asks for a log without gaps",
      },
    },
  ],
  retention: [
    {
      name: "links",
      title: { uz: "Xatlardagi havolalar", ru: "Ссылки из писем", en: "Links in mails" },
      days: 7,
      sweep: ({ db }, organizationId, age) => forgetLinks(db, organizationId, age),
    },
    {
      name: "invitations",
      title: { uz: "Takliflar", ru: "Приглашения", en: "Invitations" },
      days: 30,
      bounds: { least: 7, most: 365 },
      sweep: ({ db }, organizationId, age) => forgetInvitations(db, organizationId, age),
    },
  ],
  exportOf: exportPerson,
  forget: forgetPerson,
  reseal: resealPeople,
  stuck: stuckAuditRows,
};
