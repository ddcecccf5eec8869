import type { Rule } from "./rule.ts";

/** Mule accounts move money through many cards of one person. */
export const manyCards: Rule = {
  rule_id: "rule_many_cards",
  name: "One person, many cards within a day",
  enabled: true,
  priority: 10,
  conditions: {
    user_cards_24h: { operator: "greater_or_equal", value: 5 },
  },
  action: "REVIEW",
  reason: "many_cards",
};
