import { defineProblem } from "#platform/problem";

export const breakerNotFound = defineProblem({
  code: "antifraud.breaker_not_found",
  status: 404,
  title: {
    uz: "Bunday himoya toʻxtatgichi yoʻq",
    ru: "Такого предохранителя нет",
    en: "There is no such breaker",
  },
});
