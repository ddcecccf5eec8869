import type { Action } from "./action.ts";

/** What is done with keys and OAuth clients. */
export const credentialActions = {
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
  "api_key.rotated": {
    target: "api_key",
    title: { uz: "API kaliti yangilandi", ru: "API-ключ заменён", en: "API key rotated" },
  },
  "api_key.networks_changed": {
    target: "api_key",
    title: {
      uz: "API kaliti uchun ruxsat etilgan tarmoqlar oʻzgartirildi",
      ru: "Изменены сети, из которых действует API-ключ",
      en: "Networks of an API key changed",
    },
  },
  "oauth_client.created": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi yaratildi", ru: "Создан клиент OAuth", en: "OAuth client created" },
  },
  "oauth_client.changed": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi oʻzgartirildi", ru: "Клиент OAuth изменён", en: "OAuth client changed" },
  },
  "oauth_client.secret_rotated": {
    target: "oauth_client",
    title: {
      uz: "OAuth mijozining maxfiy kaliti yangilandi",
      ru: "Секрет клиента OAuth заменён",
      en: "Secret of an OAuth client rotated",
    },
  },
  "oauth_client.revoked": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi bekor qilindi", ru: "Клиент OAuth отозван", en: "OAuth client revoked" },
  },
  "oauth_client.listed": {
    target: "organization",
    title: {
      uz: "OAuth mijozlari roʻyxati koʻrildi",
      ru: "Просмотрен список клиентов OAuth",
      en: "OAuth clients listed",
    },
  },
  "oauth_client.read": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi maʼlumotlari koʻrildi", ru: "Просмотрен клиент OAuth", en: "OAuth client read" },
  },
  "oauth_token.revoked": {
    target: "oauth_token",
    title: {
      uz: "OAuth mijozi oʻz tokenini bekor qildi",
      ru: "Клиент OAuth отозвал свой токен",
      en: "Token revoked by its OAuth client",
    },
  },
} as const satisfies Record<string, Action>;
