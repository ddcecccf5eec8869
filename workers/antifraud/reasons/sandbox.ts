import type { Reason } from "./reason.ts";

/** What payments of the sandbox say that are decided by their amount; never named elsewhere. */
export const sandboxReasons = {
  sandbox_review: {
    group: null,
    weight: 0,
    advice: "call_customer",
    applies: () => false,
    sentence: {
      uz: () => "Sinov: toʻlov summasi tekshiruvni soʻraydi",
      ru: () => "Тест: такая сумма отправляет платёж на проверку",
      en: () => "Test: this amount asks for a review",
    },
  },
  sandbox_code: {
    group: null,
    weight: 0,
    advice: "verify_by_sms",
    applies: () => false,
    sentence: {
      uz: () => "Sinov: toʻlov summasi mijozdan tasdiqlash kodini soʻrashni talab qiladi",
      ru: () => "Тест: при такой сумме у клиента запрашивают код подтверждения",
      en: () => "Test: this amount asks for a code from the customer",
    },
  },
  sandbox_block: {
    group: null,
    weight: 0,
    advice: "block_and_investigate",
    applies: () => false,
    sentence: {
      uz: () => "Sinov: toʻlov summasi rad etishni soʻraydi",
      ru: () => "Тест: такая сумма отклоняет платёж",
      en: () => "Test: this amount asks for a refusal",
    },
  },
} as const satisfies Record<string, Reason>;
