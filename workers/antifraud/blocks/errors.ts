import { defineProblem } from "#platform/problem";

export const blockNotFound = defineProblem({
  code: "antifraud.block_not_found",
  status: 404,
  title: { uz: "Bunday bloklash yoʻq", ru: "Такой блокировки нет", en: "There is no such block" },
});
export const alreadyBlocked = defineProblem({
  code: "antifraud.already_blocked",
  status: 409,
  title: {
    uz: "U allaqachon bloklangan",
    ru: "Блокировка уже действует",
    en: "It is blocked already",
  },
});
export const blockOver = defineProblem({
  code: "antifraud.block_over",
  status: 409,
  title: {
    uz: "Bu bloklash allaqachon tugagan",
    ru: "Эта блокировка уже закончилась",
    en: "This block is over already",
  },
});
