import type { Rule } from "./rule.ts";

/** The two last places are further apart than an airliner flies in the time between. */
export const impossibleTravel: Rule = {
  rule_id: "rule_impossible_travel",
  name: "Faster than an aeroplane",
  enabled: true,
  priority: 7,
  conditions: {
    payer_travel_kmh: { operator: "greater_than", value: 900 },
    payer_travel_km: { operator: "greater_than", value: 300 },
  },
  action: "REVIEW",
  reason: "impossible_travel",
};
