import type { Rule } from "./rule.ts";

/** Ten thousand dollars in a country where the payer never paid, at ten times what they spend. */
export const extremeAmountAbroad: Rule = {
  rule_id: "rule_extreme_amount_abroad",
  name: "Very large payment in a new country, far above habit",
  enabled: true,
  priority: 2,
  conditions: {
    amount: { operator: "greater_or_equal", value: 10000 },
    payer_new_country: { operator: "equals", value: 1 },
    payer_amount_to_typical: { operator: "greater_than", value: 10 },
  },
  action: "BLOCK",
  reason: "large_amount_abroad",
};
