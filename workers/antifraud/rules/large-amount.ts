import type { Rule } from "./rule.ts";

/** Whatever the model says, a person looks at sums of this size. */
export const largeAmount: Rule = {
  rule_id: "rule_large_amount",
  name: "More than 10,000 dollars",
  enabled: true,
  priority: 11,
  conditions: {
    amount: { operator: "greater_than", value: 10000 },
  },
  action: "REVIEW",
  reason: "large_amount",
};
