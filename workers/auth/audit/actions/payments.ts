import type { Action } from "./action.ts";

/** What is done with payments that were decided, and with what is counted of them. */
export const paymentActions = {
  "transaction.read": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya tafsilotlari koʻrildi",
      ru: "Просмотрены подробности транзакции",
      en: "Transaction details read",
    },
  },
  "transaction.exported": {
    target: "organization",
    title: { uz: "Qarorlar yuklab olindi", ru: "Выгружены решения", en: "Decisions exported" },
  },
  "analytics.rebuild_begun": {
    target: "analytics_rebuild",
    title: {
      uz: "Tahlil koʻrsatkichlarini qayta hisoblash boshlandi",
      ru: "Начат пересчёт аналитики",
      en: "Recount of the analytics begun",
    },
  },
  "transaction.decision_overridden": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya boʻyicha qaror qoʻlda oʻzgartirildi",
      ru: "Решение по транзакции изменено вручную",
      en: "Decision on a transaction overridden",
    },
  },
  "transaction.review_claimed": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvga olindi",
      ru: "Платёж взят на проверку",
      en: "Review of a payment claimed",
    },
  },
  "transaction.review_assigned": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi xodimga topshirildi",
      ru: "Проверка платежа поручена сотруднику",
      en: "Review of a payment assigned",
    },
  },
  "transaction.review_released": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvidan voz kechildi",
      ru: "Проверка платежа возвращена в очередь",
      en: "Review of a payment released",
    },
  },
  "transaction.review_escalated": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi yuqoriga uzatildi",
      ru: "Проверка платежа передана на уровень выше",
      en: "Review of a payment escalated",
    },
  },
  "transaction.review_noted": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruviga izoh yozildi",
      ru: "К проверке платежа добавлена заметка",
      en: "Note written beside a payment",
    },
  },
  "transaction.attachment_added": {
    target: "transaction",
    title: {
      uz: "Toʻlovga fayl biriktirildi",
      ru: "К платежу приложен файл",
      en: "File attached to a payment",
    },
  },
  "transaction.attachment_read": {
    target: "transaction",
    title: {
      uz: "Toʻlovga biriktirilgan fayl yuklab olindi",
      ru: "Скачан файл, приложенный к платежу",
      en: "File attached to a payment downloaded",
    },
  },
  "transaction.attachment_deleted": {
    target: "transaction",
    title: {
      uz: "Toʻlovga biriktirilgan fayl oʻchirildi",
      ru: "Удалён файл, приложенный к платежу",
      en: "File attached to a payment deleted",
    },
  },
  "transaction.review_read": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi koʻrildi",
      ru: "Просмотрена проверка платежа",
      en: "Review of a payment read",
    },
  },
  "transaction.verdict_undone": {
    target: "transaction",
    title: {
      uz: "Toʻlov boʻyicha xulosa bekor qilindi",
      ru: "Решение по платежу отменено",
      en: "Verdict on a payment undone",
    },
  },
  "transaction.payer_verified": {
    target: "transaction",
    title: {
      uz: "Toʻlovchini qoʻshimcha tekshirish natijasi keldi",
      ru: "Получен результат дополнительной проверки плательщика",
      en: "Result of asking a payer for proof received",
    },
  },
  "review_settings.changed": {
    target: "organization",
    title: {
      uz: "Toʻlovlarni tekshirish sozlamalari oʻzgartirildi",
      ru: "Изменены настройки проверки платежей",
      en: "Settings of the review changed",
    },
  },
  "transaction.labelled": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya natijasi xabar qilindi",
      ru: "Сообщён исход транзакции",
      en: "Outcome of a transaction reported",
    },
  },
} as const satisfies Record<string, Action>;
