import type { Rule } from "./rule.ts";

/** Travellers pay abroad, but seldom begin with more than twice what they usually spend. */
export const newCountryAboveHabit: Rule = {
  rule_id: "rule_new_country_above_habit",
  name: {
    uz: "Davlatda ilk toʻlov, odatdagidan katta",
    ru: "Первый платёж в стране, выше обычного",
    en: "First payment in a country, above habit",
  },
  description: {
    uz: "Sayohatchilar chet elda toʻlaydi, lekin kamdan-kam holda odatdagidan ikki barobar katta summadan boshlaydi.",
    ru: "Путешественники платят за рубежом, но редко начинают с суммы вдвое выше обычной.",
    en: "Travellers pay abroad, but seldom begin with more than twice what they usually spend.",
  },
  enabled: true,
  priority: 8,
  conditions: {
    payer_new_country: { operator: "equals", value: 1 },
    amount: { operator: "greater_than", value: 100 },
    payer_amount_to_typical: { operator: "greater_than", value: 2 },
  },
  action: "REVIEW",
  reason: "new_place",
};
