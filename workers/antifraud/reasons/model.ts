import type { Reason } from "./reason.ts";

/** About the model itself, where nothing else can be named. */
export const modelReasons = {
  model_pattern: {
    group: null,
    weight: 10,
    advice: "verify_by_sms",
    applies: () => false,
    sentence: {
      uz: () => "Belgilar yigʻindisi maʼlum firibgarliklarga oʻxshaydi",
      ru: () => "Сочетание признаков похоже на известное мошенничество",
      en: () => "The signals together resemble known fraud",
    },
  },
  model_unavailable: {
    group: null,
    weight: 5,
    advice: "review_by_hand",
    applies: () => false,
    sentence: {
      uz: () => "Model javob bermadi, faqat qoidalar qoʻllandi",
      ru: () => "Модель не ответила, применены только правила",
      en: () => "The model did not answer, only rules were applied",
    },
  },
} as const satisfies Record<string, Reason>;
