import type { Rule } from "./rule.ts";

/** A first payment of thousands of dollars abroad has nothing that could vouch for it. */
export const extremeAmountFromUnknown: Rule = {
  rule_id: "rule_extreme_amount_unknown",
  name: {
    uz: "Tarixi yoʻq toʻlovchidan chet elda juda katta toʻlov",
    ru: "Очень крупный платёж за рубежом от плательщика без истории",
    en: "Very large payment abroad by a payer without history",
  },
  description: {
    uz: "Chet elda 5000 dollar va undan ortiq, toʻlovchining soʻnggi 30 kunda uchtadan kam toʻlovi bor: unga kafil boʻladigan tarix yoʻq.",
    ru: "От 5000 долларов за рубежом, а у плательщика меньше трёх платежей за 30 дней: за него не говорит никакая история.",
    en: "5,000 dollars or more abroad by a payer with fewer than three payments in 30 days: nothing vouches for them.",
  },
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
