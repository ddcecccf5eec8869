import { hourOf, weekdayOf } from "./habit.ts";

/** How prone a merchant category is to fraud: goods that resell at once and money that leaves at once. */
const categoryRisk: readonly [RegExp, number][] = [
  [/crypto|gambl|casino|betting|lottery|gift ?card|voucher|money ?transfer|wallet|p2p|remittance/i, 3],
  [/luxury|jewel|watch|electronic|computer|phone|travel|airline|airport|ticket/i, 2],
  [/fashion|cloth|cosmetic|game|digital|software|hotel|marketplace|subscription|auto/i, 1],
];

/** 3 for money-like goods, 2 for goods that resell, 1 for some risk, 0 for the rest. */
export const riskOfCategory = (category: string): number =>
  categoryRisk.find(([pattern]) => pattern.test(category))?.[1] ?? 0;

/** The features of the payment itself. */
export function readContext(
  payment: { at: number; cents: number },
  facts: { category: string; isInternational: boolean | null; country: string | null; hasCard: boolean },
) {
  const hour = hourOf(payment.at);
  const weekday = weekdayOf(payment.at);
  return {
    amount_usd: payment.cents / 100,
    amount_is_round: payment.cents >= 10_000 && payment.cents % 10_000 === 0 ? 1 : 0,
    is_international:
      facts.isInternational === null
        ? facts.country === null
          ? null
          : Number(facts.country !== "UZ")
        : Number(facts.isInternational),
    category_risk: riskOfCategory(facts.category),
    has_card: Number(facts.hasCard),
    hour,
    is_night: hour < 6 ? 1 : 0,
    is_weekend: weekday === 0 || weekday === 6 ? 1 : 0,
  };
}
