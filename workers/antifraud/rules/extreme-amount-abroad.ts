import type { Rule } from "./rule.ts";

/** Ten thousand dollars in a country where the payer never paid, at ten times what they spend. */
export const extremeAmountAbroad: Rule = {
  rule_id: "rule_extreme_amount_abroad",
  name: {
    uz: "Yangi davlatda odatdagidan ancha katta toʻlov",
    ru: "Очень крупный платёж в новой стране, намного выше обычного",
    en: "Very large payment in a new country, far above habit",
  },
  description: {
    uz: "Toʻlovchi hali toʻlamagan davlatda 10 000 dollar va undan ortiq, odatdagi summasidan oʻn barobardan koʻp.",
    ru: "От 10 000 долларов в стране, где плательщик ещё не платил, и более чем вдесятеро выше его обычной суммы.",
    en: "10,000 dollars or more in a country where the payer never paid, at more than ten times what they spend.",
  },
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
