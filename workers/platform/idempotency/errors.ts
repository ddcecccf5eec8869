import { defineProblem } from "../problem.ts";

export const keyMalformed = defineProblem({
  code: "idempotency.key_malformed",
  status: 400,
  title: {
    uz: "Idempotency-Key 1–255 ta koʻrinadigan ASCII belgidan iborat boʻlsin",
    ru: "Idempotency-Key должен состоять из 1–255 видимых символов ASCII",
    en: "Idempotency-Key must be 1–255 visible ASCII characters",
  },
});
export const keyReused = defineProblem({
  code: "idempotency.key_reused",
  status: 409,
  title: {
    uz: "Bu Idempotency-Key boshqa soʻrov bilan ishlatilgan",
    ru: "Этот Idempotency-Key уже использован с другим запросом",
    en: "This Idempotency-Key was used for another request",
  },
});
export const requestInFlight = defineProblem({
  code: "idempotency.in_flight",
  status: 409,
  title: {
    uz: "Xuddi shu soʻrov hozir bajarilmoqda",
    ru: "Такой же запрос сейчас выполняется",
    en: "The same request is being worked on",
  },
});
export const answerLost = defineProblem({
  code: "idempotency.answer_lost",
  status: 409,
  title: {
    uz: "Soʻrov bajarilgan, lekin javobi saqlanmagan: natijani roʻyxatdan koʻring",
    ru: "Запрос выполнен, но ответ не сохранился: посмотрите результат в списке",
    en: "The request took effect, but its answer was not kept: look at what it changed",
  },
});
