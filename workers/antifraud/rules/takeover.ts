import type { Rule } from "./rule.ts";

/** A taken-over account pays much, soon, from a device that the payer never used. */
export const takeover: Rule = {
  rule_id: "rule_takeover",
  name: "New device, large amount",
  enabled: true,
  priority: 9,
  conditions: {
    payer_new_device: { operator: "equals", value: 1 },
    amount: { operator: "greater_than", value: 300 },
    payer_amount_to_typical: { operator: "greater_than", value: 5 },
  },
  action: "REVIEW",
  reason: "large_amount_new_access",
};
