import type { Rule } from "./rule.ts";

/** As for devices, but only for review: mobile networks put many honest people behind one address. */
export const cardTestingAddress: Rule = {
  rule_id: "rule_card_testing_address",
  name: "Many cards declined from one address",
  enabled: true,
  priority: 4,
  conditions: {
    ip_payers_10m: { operator: "greater_or_equal", value: 8 },
    ip_declines_1h: { operator: "greater_or_equal", value: 4 },
  },
  action: "REVIEW",
  reason: "card_testing",
};
