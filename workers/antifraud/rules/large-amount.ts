import type { Rule } from "./rule.ts";

/** Whatever the model says, a person looks at sums of this size. */
export const largeAmount: Rule = {
  rule_id: "rule_large_amount",
  name: {
    uz: "10 000 dollardan katta toʻlov",
    ru: "Платёж больше 10 000 долларов",
    en: "More than 10,000 dollars",
  },
  description: {
    uz: "Model nima desa ham, bunday summani odam koʻrib chiqadi.",
    ru: "Что бы ни показала модель, такую сумму смотрит человек.",
    en: "Whatever the model says, a person looks at sums of this size.",
  },
  enabled: true,
  priority: 11,
  conditions: {
    amount: { operator: "greater_than", value: 10000 },
  },
  action: "REVIEW",
  reason: "large_amount",
};
