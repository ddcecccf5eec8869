import { defineProblem } from "#platform/problem";

export const modelRefused = defineProblem({
  code: "antifraud.model_refused",
  status: 422,
  title: {
    uz: "Model qabul qilinmadi: u tekshiruvdan oʻtmadi",
    ru: "Модель не принята: она не прошла проверку",
    en: "The model is refused: it did not pass its checks",
  },
});
export const modelVersionTaken = defineProblem({
  code: "antifraud.model_version_taken",
  status: 409,
  title: {
    uz: "Bu versiya nomi bilan boshqa model bor",
    ru: "Под этой версией уже есть другая модель",
    en: "Another model has this version",
  },
});
export const modelNotFound = defineProblem({
  code: "antifraud.model_not_found",
  status: 404,
  title: { uz: "Bunday model yoʻq", ru: "Такой модели нет", en: "There is no such model" },
});
export const modelConflict = defineProblem({
  code: "antifraud.model_conflict",
  status: 409,
  title: {
    uz: "Model hozirgi holatida bunga oʻta olmaydi",
    ru: "Из нынешнего состояния модели это невозможно",
    en: "The model cannot do this from its present state",
  },
});
export const modelsUnavailable = defineProblem({
  code: "antifraud.models_unavailable",
  status: 503,
  title: {
    uz: "Modellar ombori javob bermayapti, xuddi shu soʻrovni qayta yuboring",
    ru: "Хранилище моделей не отвечает, повторите тот же запрос",
    en: "The store of models does not answer, send the same request again",
  },
});
