import type { Action } from "./action.ts";

/** What is done with alerts and their rules. */
export const alertActions = {
  "alert_rule.created": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi yaratildi",
      ru: "Создано правило оповещения",
      en: "Alert rule created",
    },
  },
  "alert_rule.changed": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi oʻzgartirildi",
      ru: "Изменено правило оповещения",
      en: "Alert rule changed",
    },
  },
  "alert_rule.deleted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi oʻchirildi",
      ru: "Удалено правило оповещения",
      en: "Alert rule deleted",
    },
  },
  "alert_rule.muted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi vaqtincha jim qilindi",
      ru: "Правило оповещения временно заглушено",
      en: "Alert rule muted",
    },
  },
  "alert_rule.unmuted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi yana xabar beradigan boʻldi",
      ru: "Правило оповещения снова сообщает",
      en: "Alert rule unmuted",
    },
  },
  "alert_rule.tested": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi boʻyicha sinov xabari yuborildi",
      ru: "Отправлено проверочное сообщение правила оповещения",
      en: "Test message of an alert rule sent",
    },
  },
  "alert.acknowledged": {
    target: "alert",
    title: {
      uz: "Ogohlantirish koʻrib chiqishga olindi",
      ru: "Оповещение принято в работу",
      en: "Alert acknowledged",
    },
  },
} as const satisfies Record<string, Action>;
