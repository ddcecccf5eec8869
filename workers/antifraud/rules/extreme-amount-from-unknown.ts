import type { Rule } from "./rule.ts";

/** A first payment of thousands of dollars abroad has nothing that could vouch for it. */
export const extremeAmountFromUnknown: Rule = {
  rule_id: "rule_extreme_amount_unknown",
  name: "Very large payment abroad by a payer without history",
  enabled: true,
  priority: 1,
  conditions: {
    amount: { operator: "greater_or_equal", value: 5000 },
    country: { operator: "not_equals", value: "UZ" },
    payer_count_30d: { operator: "less_than", value: 3 },
  },
  action: "BLOCK",
  reason: "large_amount_abroad",
};
