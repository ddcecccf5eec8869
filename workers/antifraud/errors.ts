import { defineProblem } from "#platform/problem";

export const unknownCurrency = defineProblem({
  code: "antifraud.unknown_currency",
  status: 422,
  title: {
    uz: "Bu valyuta kursi bizda yoʻq",
    ru: "Курс этой валюты нам неизвестен",
    en: "We hold no rate for this currency",
  },
});
export const transactionConflict = defineProblem({
  code: "antifraud.transaction_conflict",
  status: 409,
  title: {
    uz: "Bu transaction_id boshqa maʼlumot bilan yuborilgan",
    ru: "Этот transaction_id уже отправлен с другими данными",
    en: "This transaction_id was sent before with another body",
  },
});
export const transactionNotFound = defineProblem({
  code: "antifraud.transaction_not_found",
  status: 404,
  title: { uz: "Bunday tranzaksiya yoʻq", ru: "Такой транзакции нет", en: "There is no such transaction" },
});
export const exportTooLarge = defineProblem({
  code: "antifraud.export_too_large",
  status: 422,
  title: {
    uz: "Bitta faylga sigʻmaydigan darajada koʻp qaror topildi, vaqt oraligʻini qisqartiring",
    ru: "Решений больше, чем помещается в один файл: сократите период",
    en: "More decisions than one file takes, narrow the time",
  },
});
export const labelsUnavailable = defineProblem({
  code: "antifraud.labels_unavailable",
  status: 503,
  title: {
    uz: "Natijalar saqlandi, lekin hali taʼsir qilmadi: xuddi shu soʻrovni qayta yuboring",
    ru: "Отметки сохранены, но ещё не действуют: повторите тот же запрос",
    en: "The labels are kept but have no effect yet, send the same request again",
  },
});
export const decisionUnavailable = defineProblem({
  code: "antifraud.decision_unavailable",
  status: 503,
  title: {
    uz: "Hozir qaror chiqarib boʻlmadi, xuddi shu soʻrovni qayta yuboring",
    ru: "Сейчас не удалось принять решение, повторите тот же запрос",
    en: "No decision could be made now, send the same request again",
  },
});
