import type { PrivacyPart } from "#platform/privacy";
import { resealEndpoints } from "./reseal-endpoints.ts";

/** What webhooks keep sealed: secrets of the organisation, and messages that name payments, not who paid. */
export const webhooksPrivacy: PrivacyPart = {
  classes: [
    {
      name: "webhook_secrets",
      title: {
        uz: "Vebhuk manzillari va kalitlari",
        ru: "Адреса и ключи вебхуков",
        en: "Addresses and keys of webhooks",
      },
      where: ["d1:webhook_endpoints.sealed_url", "d1:webhook_endpoints.keys"],
      about: [],
      ground: "contract",
      period: {
        uz: "Vebhuk oʻchirilguncha",
        ru: "Пока вебхук не удалён",
        en: "Until the webhook is removed",
      },
      onErasure: "kept",
    },
    {
      name: "webhook_deliveries",
      title: { uz: "Vebhuk xabarlari", ru: "Сообщения вебхуков", en: "Messages of webhooks" },
      where: ["object:WebhookEndpoint"],
      about: [],
      ground: "contract",
      period: {
        uz: "Yetkazilgani bir hafta, boshqasi bir oy",
        ru: "Доставленные — неделю, остальные — месяц",
        en: "A week where they were delivered, else a month",
      },
      onErasure: "kept",
    },
  ],
  retention: [],
  reseal: resealEndpoints,
};
