import { defineProblem } from "#platform/problem";

export const snoozeNotFound = defineProblem({
  code: "antifraud.snooze_not_found",
  status: 404,
  title: {
    uz: "Qoidaning bunday toʻxtatilishi yoʻq",
    ru: "Такого исключения из правила нет",
    en: "There is no such snooze",
  },
});
export const tooManySnoozes = defineProblem({
  code: "antifraud.too_many_snoozes",
  status: 409,
  title: {
    uz: "Mijozlar uchun toʻxtatilgan qoidalar soni chegaraga yetdi",
    ru: "Достигнут предел числа исключений из правил",
    en: "The organisation has as many snoozes as it may have",
  },
});
