import type { Rule } from "./rule.ts";

/** Trying cards one after another shows as many payers and declines on one device; payers alone would hit a shared terminal. */
export const cardTestingDevice: Rule = {
  rule_id: "rule_card_testing_device",
  name: "Many cards declined on one device",
  enabled: true,
  priority: 3,
  conditions: {
    device_payers_10m: { operator: "greater_or_equal", value: 5 },
    device_declines_1h: { operator: "greater_or_equal", value: 3 },
  },
  action: "BLOCK",
  reason: "card_testing",
};
