import type { Platform } from "#platform/platform";
import type { RetentionClass } from "#platform/privacy";
import { forgetAlerts } from "../alerts/alert-store.ts";
import { forgetAttachmentsBefore } from "../attachments/remove-attachments.ts";
import { forgetBacktestsBefore } from "../backtests/store.ts";
import { dropRemovedBefore } from "../lists/entry-store.ts";
import { forgetSnoozesBefore } from "../snoozes/store.ts";
import { forgetDetailsBefore, forgetNotesBefore } from "./store.ts";

type Sweep = RetentionClass["sweep"];
/** Of what stands in the database alone. */
const inDatabase =
  (forget: (db: Platform["db"], organizationId: string, age: Parameters<Sweep>[2]) => ReturnType<Sweep>): Sweep =>
  ({ db }, organizationId, age) =>
    forget(db, organizationId, age);

/** What this product forgets by itself after some days. */
export const paymentRetention: readonly RetentionClass[] = [
  {
    name: "list_history",
    title: {
      uz: "Roʻyxatlardan olib tashlangan yozuvlar",
      ru: "Записи, снятые со списков",
      en: "Entries that were taken off lists",
    },
    days: 1826,
    bounds: { least: 90, most: 3652 },
    sweep: inDatabase(dropRemovedBefore),
  },
  {
    name: "attachments",
    title: {
      uz: "Toʻlovga biriktirilgan fayllar",
      ru: "Файлы, приложенные к платежам",
      en: "Files attached to payments",
    },
    days: 400,
    bounds: { least: 30, most: 1826 },
    sweep: forgetAttachmentsBefore,
  },
  {
    name: "alerts",
    title: { uz: "Tugagan ogohlantirishlar", ru: "Снятые оповещения", en: "Alerts that are over" },
    days: 400,
    bounds: { least: 30, most: 1826 },
    sweep: inDatabase(forgetAlerts),
  },
  {
    name: "payment_details",
    title: { uz: "Toʻlov tafsilotlari", ru: "Подробности платежей", en: "Details of payments" },
    days: 400,
    bounds: { least: 90, most: 1826 },
    sweep: inDatabase(forgetDetailsBefore),
  },
  {
    name: "report_notes",
    title: { uz: "Toʻlovga yozilgan izohlar", ru: "Заметки к платежам", en: "Notes beside payments" },
    days: 400,
    bounds: { least: 90, most: 1826 },
    sweep: inDatabase(forgetNotesBefore),
  },
  {
    name: "backtests",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash natijalari",
      ru: "Результаты проверки правил на истории",
      en: "Results of backtests of rules",
    },
    days: 90,
    bounds: { least: 30, most: 366 },
    sweep: inDatabase(forgetBacktestsBefore),
  },
  {
    name: "rule_snoozes",
    title: {
      uz: "Toʻlovchilar uchun toʻxtatilgan qoidalar",
      ru: "Приостановки правил для плательщиков",
      en: "Snoozes of rules",
    },
    days: 400,
    bounds: { least: 90, most: 1826 },
    sweep: inDatabase(forgetSnoozesBefore),
  },
];
