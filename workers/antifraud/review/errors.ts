import { defineProblem } from "#platform/problem";

export const reviewHeld = defineProblem({
  code: "antifraud.review_held",
  status: 409,
  title: {
    uz: "Bu toʻlovni hozir boshqa xodim koʻrib chiqyapti",
    ru: "Этот платёж сейчас проверяет другой сотрудник",
    en: "Somebody else is reviewing this payment",
  },
});
export const reviewClosed = defineProblem({
  code: "antifraud.review_closed",
  status: 409,
  title: {
    uz: "Bu toʻlov boʻyicha xulosa allaqachon berilgan",
    ru: "По этому платежу уже вынесено решение",
    en: "This payment got its verdict already",
  },
});
export const reviewNotFound = defineProblem({
  code: "antifraud.review_not_found",
  status: 404,
  title: {
    uz: "Bu toʻlov tekshiruvga qoʻyilmagan",
    ru: "Этот платёж не направлялся на проверку",
    en: "This payment was not put up for review",
  },
});
export const reviewerNotPermitted = defineProblem({
  code: "antifraud.reviewer_not_permitted",
  status: 422,
  title: {
    uz: "Bu xodim toʻlovlarni tekshira olmaydi",
    ru: "Этот сотрудник не может проверять платежи",
    en: "This person may not review payments",
  },
});
export const verdictNotUndoable = defineProblem({
  code: "antifraud.verdict_not_undoable",
  status: 409,
  title: {
    uz: "Xulosani endi bekor qilib boʻlmaydi",
    ru: "Решение уже нельзя отменить",
    en: "There is no verdict that could still be undone",
  },
});
export const verificationConflict = defineProblem({
  code: "antifraud.verification_conflict",
  status: 409,
  title: {
    uz: "Bu reference bilan boshqa natija yuborilgan",
    ru: "С этим reference уже передан другой результат",
    en: "Another result was sent under this reference",
  },
});
export const customerNotFound = defineProblem({
  code: "antifraud.customer_not_found",
  status: 404,
  title: { uz: "Bunday mijoz yoʻq", ru: "Такого клиента нет", en: "There is no such customer" },
});
