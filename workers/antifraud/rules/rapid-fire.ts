import type { Rule } from "./rule.ts";

/** Six payments at several merchants within a minute are made by a script. */
export const rapidFire: Rule = {
  rule_id: "rule_rapid_fire",
  name: "Payments faster than a person pays",
  enabled: true,
  priority: 5,
  conditions: {
    payer_count_1m: { operator: "greater_or_equal", value: 6 },
    payer_merchants_1h: { operator: "greater_or_equal", value: 4 },
  },
  action: "BLOCK",
  reason: "velocity",
};
