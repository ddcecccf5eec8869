import { defineProblem } from "#platform/problem";

export const ruleNotFound = defineProblem({
  code: "antifraud.rule_not_found",
  status: 404,
  title: { uz: "Bunday qoida yoʻq", ru: "Такого правила нет", en: "There is no such rule" },
});
export const ruleTaken = defineProblem({
  code: "antifraud.rule_taken",
  status: 409,
  title: {
    uz: "Bunday identifikatorli qoida allaqachon bor",
    ru: "Правило с таким идентификатором уже есть",
    en: "There is a rule with this id already",
  },
});
export const ruleBuiltIn = defineProblem({
  code: "antifraud.rule_built_in",
  status: 409,
  title: {
    uz: "Bu qoida tizimning oʻzida bor, uni oʻzgartirib boʻlmaydi",
    ru: "Это встроенное правило, изменить его нельзя",
    en: "This rule is built in and cannot be changed",
  },
});
export const tooManyRules = defineProblem({
  code: "antifraud.too_many_rules",
  status: 409,
  title: {
    uz: "Qoidalar soni chegaraga yetdi",
    ru: "Достигнут предел числа правил",
    en: "The organisation has as many rules as it may have",
  },
});
export const ruleChanged = defineProblem({
  code: "antifraud.rule_changed",
  status: 412,
  title: {
    uz: "Qoida bu orada oʻzgardi, uni qayta oʻqing",
    ru: "Правило тем временем изменилось, прочитайте его заново",
    en: "The rule was changed meanwhile, read it again",
  },
});
export const policyChanged = defineProblem({
  code: "antifraud.rule_policy_changed",
  status: 412,
  title: {
    uz: "Qoidalarni qoʻllash tartibi bu orada oʻzgardi, uni qayta oʻqing",
    ru: "Порядок применения правил тем временем изменился, прочитайте его заново",
    en: "How rules are applied was changed meanwhile, read it again",
  },
});
export const ruleAsksNoList = defineProblem({
  code: "antifraud.rule_asks_no_list",
  status: 409,
  title: {
    uz: "Qoida soʻraydigan roʻyxat bu orada oʻchirildi",
    ru: "Список, который использует правило, тем временем удалён",
    en: "A list that the rule asks was deleted meanwhile",
  },
});
export const rulesUnavailable = defineProblem({
  code: "antifraud.rules_unavailable",
  status: 503,
  title: {
    uz: "Hozir qoidalarni oʻzgartirib boʻlmadi, xuddi shu soʻrovni qayta yuboring",
    ru: "Сейчас не удалось изменить правила, повторите тот же запрос",
    en: "Rules cannot be changed now, send the same request again",
  },
});
