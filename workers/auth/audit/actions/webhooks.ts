import type { Action } from "./action.ts";

/** What is done with webhooks. */
export const webhookActions = {
  "webhook_delivery.replay_requested": {
    target: "webhook_delivery",
    title: {
      uz: "Vebhuk xabarini qayta yuborish soʻraldi",
      ru: "Запрошена повторная доставка события",
      en: "Replay of a webhook delivery requested",
    },
  },
  "webhook_endpoint.created": {
    target: "webhook_endpoint",
    title: { uz: "Vebhuk manzili qoʻshildi", ru: "Добавлен адрес вебхука", en: "Webhook endpoint added" },
  },
  "webhook_endpoint.changed": {
    target: "webhook_endpoint",
    title: { uz: "Vebhuk manzili oʻzgartirildi", ru: "Адрес вебхука изменён", en: "Webhook endpoint changed" },
  },
  "webhook_endpoint.deleted": {
    target: "webhook_endpoint",
    title: { uz: "Vebhuk manzili oʻchirildi", ru: "Адрес вебхука удалён", en: "Webhook endpoint removed" },
  },
  "webhook_endpoint.disabled": {
    target: "webhook_endpoint",
    title: { uz: "Vebhuk manzili toʻxtatildi", ru: "Адрес вебхука отключён", en: "Webhook endpoint disabled" },
  },
  "webhook_endpoint.keys_rotated": {
    target: "webhook_endpoint",
    title: { uz: "Vebhuk imzo kalitlari yangilandi", ru: "Ключи подписи вебхука заменены", en: "Webhook keys rotated" },
  },
  "webhook_endpoint.recovery_requested": {
    target: "webhook_endpoint",
    title: {
      uz: "Yetkazilmagan xabarlarni qayta yuborish soʻraldi",
      ru: "Запрошена повторная отправка недоставленных событий",
      en: "Recovery of webhook events requested",
    },
  },
  "webhook_endpoint.test_requested": {
    target: "webhook_endpoint",
    title: { uz: "Sinov xabari yuborildi", ru: "Отправлено тестовое событие", en: "Webhook test event sent" },
  },
} as const satisfies Record<string, Action>;
