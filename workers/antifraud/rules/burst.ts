import type { Rule } from "./rule.ts";

/** A burst that a person might still cause, for example by splitting a bill. */
export const burst: Rule = {
  rule_id: "rule_burst",
  name: {
    uz: "10 daqiqada odatdan tashqari koʻp toʻlov",
    ru: "Необычно много платежей за 10 минут",
    en: "Unusually many payments within ten minutes",
  },
  description: {
    uz: "Bitta toʻlovchidan 10 daqiqada sakkiz va undan ortiq toʻlov. Odam ham shunday qilishi mumkin, masalan hisobni boʻlib toʻlaganda, shuning uchun tekshiruvga yuboriladi.",
    ru: "Восемь и более платежей одного плательщика за 10 минут. Так может платить и человек, например деля счёт, поэтому платёж уходит на проверку.",
    en: "Eight or more payments of one payer within ten minutes. A person may do so too, splitting a bill for example, so it goes to review.",
  },
  enabled: true,
  priority: 6,
  conditions: {
    payer_count_10m: { operator: "greater_or_equal", value: 8 },
  },
  action: "REVIEW",
  reason: "velocity",
};
