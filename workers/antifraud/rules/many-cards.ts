import type { Rule } from "./rule.ts";

/** Mule accounts move money through many cards of one person. */
export const manyCards: Rule = {
  rule_id: "rule_many_cards",
  name: {
    uz: "Bir kishi, sutkada koʻp karta",
    ru: "Один человек, много карт за сутки",
    en: "One person, many cards within a day",
  },
  description: {
    uz: "Bir foydalanuvchi sutkada besh va undan ortiq kartadan toʻlaydi: dropperlar pulni shunday oʻtkazadi.",
    ru: "Один пользователь платит пятью и более картами за сутки: так выводят деньги дропперы.",
    en: "One user pays with five or more cards within a day, as mule accounts move money.",
  },
  enabled: true,
  priority: 10,
  conditions: {
    user_cards_24h: { operator: "greater_or_equal", value: 5 },
  },
  action: "REVIEW",
  reason: "many_cards",
};
