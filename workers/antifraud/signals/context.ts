import type { Features } from "./features.ts";
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

/** Whether an amount in its own currency is one or two digits and zeros, from 100 on: 500, 2,000,000, 350,000. */
export function isRound(amount: number): boolean {
  if (amount < 100) return false;
  return Number.isInteger(amount / 10 ** (Math.floor(Math.log10(amount)) - 1));
}

/** Whether a payment leaves the country: as its sender says, else by where it was made; null where neither is known. */
export const isAbroad = ({
  isInternational,
  country,
}: {
  isInternational: boolean | null;
  country: string | null;
}): boolean | null => isInternational ?? (country === null ? null : country !== "UZ");

/** Writes the features of the payment itself. */
export function readContext(
  into: Features,
  payment: { at: number; cents: number },
  facts: {
    category: string;
    amount_local: number;
    isInternational: boolean | null;
    country: string | null;
    hasCard: boolean;
  },
): void {
  const hour = hourOf(payment.at);
  const weekday = weekdayOf(payment.at);
  into.amount_usd = payment.cents / 100;
  into.amount_is_round = isRound(facts.amount_local) ? 1 : 0;
  const abroad = isAbroad(facts);
  into.is_international = abroad === null ? null : Number(abroad);
  into.category_risk = riskOfCategory(facts.category);
  into.has_card = Number(facts.hasCard);
  into.hour = hour;
  into.is_night = hour < 6 ? 1 : 0;
  into.is_weekend = weekday === 0 || weekday === 6 ? 1 : 0;
}
