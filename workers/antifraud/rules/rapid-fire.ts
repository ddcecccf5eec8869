import type { Rule } from "./rule.ts";

/** Six payments at several merchants within a minute are made by a script. */
export const rapidFire: Rule = {
  rule_id: "rule_rapid_fire",
  name: {
    uz: "Odam toʻlay olmaydigan tezlikdagi toʻlovlar",
    ru: "Платежи быстрее, чем платит человек",
    en: "Payments faster than a person pays",
  },
  description: {
    uz: "Bir daqiqada olti va undan ortiq toʻlov, soʻnggi bir soatda toʻrt va undan ortiq savdo nuqtasida: skript ishi.",
    ru: "Шесть и более платежей за минуту при четырёх и более торговых точках за час: работа скрипта.",
    en: "Six or more payments within a minute, at four or more merchants within the hour: the work of a script.",
  },
  enabled: true,
  priority: 5,
  conditions: {
    payer_count_1m: { operator: "greater_or_equal", value: 6 },
    payer_merchants_1h: { operator: "greater_or_equal", value: 4 },
  },
  action: "BLOCK",
  reason: "velocity",
};
