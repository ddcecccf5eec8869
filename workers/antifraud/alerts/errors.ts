import { defineProblem } from "#platform/problem";

export const alertRuleNotFound = defineProblem({
  code: "antifraud.alert_rule_not_found",
  status: 404,
  title: {
    uz: "Bunday ogohlantirish qoidasi yoʻq",
    ru: "Такого правила оповещения нет",
    en: "There is no such alert rule",
  },
});
export const alertRuleChanged = defineProblem({
  code: "antifraud.alert_rule_changed",
  status: 412,
  title: {
    uz: "Ogohlantirish qoidasi bu orada oʻzgargan, uni qayta oʻqing",
    ru: "Правило оповещения тем временем изменилось, прочитайте его заново",
    en: "The alert rule has changed since, read it again",
  },
});
export const tooManyAlertRules = defineProblem({
  code: "antifraud.too_many_alert_rules",
  status: 409,
  title: {
    uz: "Ogohlantirish qoidalari soni chegaraga yetdi",
    ru: "Достигнут предел числа правил оповещения",
    en: "There are as many alert rules as there may be",
  },
});
export const alertRuleSilent = defineProblem({
  code: "antifraud.alert_rule_silent",
  status: 409,
  title: {
    uz: "Qoidada xabar yuboriladigan manzil koʻrsatilmagan",
    ru: "В правиле не указано, кому сообщать",
    en: "The alert rule names nobody to tell",
  },
});
export const alertNotFound = defineProblem({
  code: "antifraud.alert_not_found",
  status: 404,
  title: { uz: "Bunday ogohlantirish yoʻq", ru: "Такого оповещения нет", en: "There is no such alert" },
});
