import type { Rule } from "./rule.ts";

/** A burst that a person might still cause, for example by splitting a bill. */
export const burst: Rule = {
  rule_id: "rule_burst",
  name: "Unusually many payments within ten minutes",
  enabled: true,
  priority: 6,
  conditions: {
    payer_count_10m: { operator: "greater_or_equal", value: 8 },
  },
  action: "REVIEW",
  reason: "velocity",
};
