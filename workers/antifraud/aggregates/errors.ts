import { defineProblem } from "#platform/problem";

export const aggregateNotFound = defineProblem({
  code: "antifraud.aggregate_not_found",
  status: 404,
  title: { uz: "Bunday agregat yoʻq", ru: "Такого агрегата нет", en: "There is no such aggregate" },
});
export const aggregateTaken = defineProblem({
  code: "antifraud.aggregate_taken",
  status: 409,
  title: {
    uz: "Bunday nomli agregat allaqachon bor",
    ru: "Агрегат с таким именем уже есть",
    en: "There is an aggregate of this name already",
  },
});
export const tooManyAggregates = defineProblem({
  code: "antifraud.too_many_aggregates",
  status: 409,
  title: {
    uz: "Agregatlar soni chegaraga yetdi",
    ru: "Достигнут предел числа агрегатов",
    en: "The organisation has as many aggregates as it may have",
  },
});
export const aggregateInUse = defineProblem({
  code: "antifraud.aggregate_in_use",
  status: 409,
  title: {
    uz: "Agregat qoidalarda ishlatilmoqda, avval ularni oʻzgartiring",
    ru: "Агрегат используется в правилах, сначала измените их",
    en: "Rules use the aggregate, change them first",
  },
});
export const aggregateWarm = defineProblem({
  code: "antifraud.aggregate_warm",
  status: 409,
  title: {
    uz: "Agregat toʻliq hisoblanmoqda, toʻldirishga hojat yoʻq",
    ru: "Агрегат уже считается полностью, заполнять нечего",
    en: "The aggregate counts its whole window already, there is nothing to fill in",
  },
});
export const aggregateChanged = defineProblem({
  code: "antifraud.aggregate_changed",
  status: 412,
  title: {
    uz: "Agregat bu orada oʻzgardi, uni qayta oʻqing",
    ru: "Агрегат тем временем изменился, прочитайте его заново",
    en: "The aggregate was changed meanwhile, read it again",
  },
});
export const aggregatesUnavailable = defineProblem({
  code: "antifraud.aggregates_unavailable",
  status: 503,
  title: {
    uz: "Hozir agregatlarni oʻzgartirib boʻlmadi, xuddi shu soʻrovni qayta yuboring",
    ru: "Сейчас не удалось изменить агрегаты, повторите тот же запрос",
    en: "Aggregates cannot be changed now, send the same request again",
  },
});
