import { defineProblem } from "#platform/problem";

export const backtestNotFound = defineProblem({
  code: "antifraud.backtest_not_found",
  status: 404,
  title: { uz: "Bunday sinov yoʻq", ru: "Такого прогона на истории нет", en: "There is no such backtest" },
});
export const backtestOver = defineProblem({
  code: "antifraud.backtest_over",
  status: 409,
  title: {
    uz: "Bu sinov allaqachon tugagan",
    ru: "Этот прогон на истории уже завершён",
    en: "This backtest is over already",
  },
});
export const tooManyBacktests = defineProblem({
  code: "antifraud.too_many_backtests",
  status: 409,
  title: {
    uz: "Navbatda juda koʻp sinov bor, biri tugashini kuting yoki bekor qiling",
    ru: "В очереди слишком много прогонов: дождитесь завершения одного из них или остановите его",
    en: "Too many backtests wait, let one end or cancel it",
  },
});
