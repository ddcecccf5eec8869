import type { Localized } from "#platform/i18n";

/** What to do about a payment. */
export const advices = {
  none: { uz: "Toʻlovni oʻtkazing", ru: "Проведите платёж", en: "Let the payment through" },
  verify_by_sms: {
    uz: "SMS orqali tasdiqlash kodini yuboring",
    ru: "Отправьте код подтверждения по SMS",
    en: "Send SMS verification code",
  },
  call_customer: {
    uz: "Mijozga qoʻngʻiroq qilib tasdiqlang",
    ru: "Позвоните клиенту и подтвердите платёж",
    en: "Call the customer to confirm",
  },
  block_and_investigate: {
    uz: "Kartani vaqtincha toʻxtating va qurilmani tekshiring",
    ru: "Временно заблокируйте карту и проверьте устройство",
    en: "Suspend the card and investigate the device",
  },
  review_merchant: { uz: "Savdo nuqtasini tekshiring", ru: "Проверьте продавца", en: "Review the merchant" },
  review_by_hand: {
    uz: "Toʻlovni qoʻlda koʻrib chiqing",
    ru: "Проверьте платёж вручную",
    en: "Review the payment by hand",
  },
} as const satisfies Record<string, Localized>;

export type Advice = keyof typeof advices;
