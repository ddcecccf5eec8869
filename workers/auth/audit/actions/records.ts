import type { Action } from "./action.ts";

/** What is done with the log itself, with personal data and with the keys that seal it. */
export const recordActions = {
  "audit.read": {
    target: "organization",
    title: { uz: "Audit jurnali koʻrildi", ru: "Просмотрен журнал аудита", en: "Audit log read" },
  },
  "audit.exported": {
    target: "organization",
    title: { uz: "Audit jurnali yuklab olindi", ru: "Выгружен журнал аудита", en: "Audit log exported" },
  },
  "privacy.export_requested": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi soʻraldi",
      ru: "Запрошена выгрузка личных данных",
      en: "Export of personal data requested",
    },
  },
  "privacy.exported": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi tayyorlandi",
      ru: "Выгрузка личных данных готова",
      en: "Personal data exported",
    },
  },
  "privacy.export_downloaded": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi yuklab olindi",
      ru: "Скачана выгрузка личных данных",
      en: "Export of personal data downloaded",
    },
  },
  "privacy.erasure_requested": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlarni yoʻq qilish soʻraldi",
      ru: "Запрошено уничтожение личных данных",
      en: "Erasure of personal data requested",
    },
  },
  "privacy.erased": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar yoʻq qilindi",
      ru: "Личные данные уничтожены",
      en: "Personal data erased",
    },
  },
  "privacy.erasure_refused": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlarni yoʻq qilish rad etildi",
      ru: "В уничтожении личных данных отказано",
      en: "Erasure of personal data refused",
    },
  },
  "privacy.requests_listed": {
    target: "organization",
    title: {
      uz: "Shaxsiy maʼlumotlarga oid soʻrovlar koʻrildi",
      ru: "Просмотрены запросы о личных данных",
      en: "Requests about personal data read",
    },
  },
  "keys.resealing_begun": {
    target: "seal_key",
    title: {
      uz: "Maʼlumotlarni yangi kalit bilan qayta shifrlash boshlandi",
      ru: "Начато перешифрование данных новым ключом",
      en: "Sealing by the newest key begun",
    },
  },
  "privacy.retention_changed": {
    target: "organization",
    title: {
      uz: "Maʼlumotlarni saqlash muddati oʻzgartirildi",
      ru: "Изменён срок хранения данных",
      en: "Retention of data changed",
    },
  },
} as const satisfies Record<string, Action>;
