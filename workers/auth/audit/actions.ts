import type { Localized } from "#platform/i18n";

/** What the log tells of an action: its title, and what kind of thing its target is. */
type Action = { title: Localized; target: string };

/** Every action that code may write into the audit log. */
export const auditActions = {
  "organization.registered": {
    target: "organization",
    title: {
      uz: "Tashkilot roʻyxatdan oʻtdi",
      ru: "Организация зарегистрирована",
      en: "Organisation registered",
    },
  },
  "user.seeded": {
    target: "user",
    title: {
      uz: "Namoyish foydalanuvchisi qoʻshildi",
      ru: "Добавлен демонстрационный пользователь",
      en: "Demo person added",
    },
  },
  "api_key.created": {
    target: "api_key",
    title: { uz: "API kaliti yaratildi", ru: "API-ключ создан", en: "API key issued" },
  },
  "api_key.revoked": {
    target: "api_key",
    title: { uz: "API kaliti bekor qilindi", ru: "API-ключ отозван", en: "API key revoked" },
  },
  "api_key.listed": {
    target: "organization",
    title: { uz: "API kalitlari roʻyxati koʻrildi", ru: "Просмотрен список API-ключей", en: "API keys listed" },
  },
  "audit.read": {
    target: "organization",
    title: { uz: "Audit jurnali koʻrildi", ru: "Просмотрен журнал аудита", en: "Audit log read" },
  },
  "audit.exported": {
    target: "organization",
    title: { uz: "Audit jurnali yuklab olindi", ru: "Выгружен журнал аудита", en: "Audit log exported" },
  },
  "transaction.read": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya tafsilotlari koʻrildi",
      ru: "Просмотрены подробности транзакции",
      en: "Transaction details read",
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
  "transaction.labelled": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya natijasi xabar qilindi",
      ru: "Сообщён исход транзакции",
      en: "Outcome of a transaction reported",
    },
  },
  "model.uploaded": {
    target: "model",
    title: { uz: "Model yuklandi", ru: "Модель загружена", en: "Model uploaded" },
  },
  "model.shadowed": {
    target: "model",
    title: {
      uz: "Model kuzatuv rejimiga oʻtkazildi",
      ru: "Модель переведена в теневой режим",
      en: "Model put in shadow",
    },
  },
  "model.put_on_canary": {
    target: "model",
    title: {
      uz: "Model toʻlovchilarning bir qismida ishga tushirildi",
      ru: "Модель включена для части плательщиков",
      en: "Model put on canary",
    },
  },
  "model.promoted": {
    target: "model",
    title: {
      uz: "Model asosiy model qilib belgilandi",
      ru: "Модель назначена основной",
      en: "Model promoted",
    },
  },
  "model.rolled_back": {
    target: "model",
    title: { uz: "Model qaytarib olindi", ru: "Модель отозвана", en: "Model rolled back" },
  },
} as const satisfies Record<string, Action>;

export type AuditAction = keyof typeof auditActions;

/** The title of an action in every language; undefined of one that older code wrote under a name that is gone. */
export const titleOf = (action: string): Localized | undefined =>
  (auditActions as Record<string, Action | undefined>)[action]?.title;
