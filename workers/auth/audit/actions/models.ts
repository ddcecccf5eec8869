import type { Action } from "./action.ts";

/** What is done with models. */
export const modelActions = {
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
