import type { SubscriptionTier } from "#platform/caller";
import { tiers, usagePricing } from "./plans.ts";

/** What is used in a month; a product that is left out is not taken, one with 0 is taken and not used. */
export type MonthlyUsage = { calls?: number; transactions?: number };

/** What a plan costs a month, US dollars; null where its price is agreed with the customer, or there is none. */
export const monthlyPriceOf = (tier: SubscriptionTier): number | null =>
  tiers.find((plan) => plan.tier === tier)?.monthly_price ?? null;

/**
 * What a month of use costs, US dollars: what goes beyond the included units, the minimum of a product at least, less the discount
 * where both products are taken.
 */
export function usagePriceOf({ calls, transactions }: MonthlyUsage): number {
  const { bankcall, antifraud, bundled_discount } = usagePricing;
  const charges = [
    calls === undefined
      ? []
      : [Math.max(bankcall.monthly_minimum, (calls - bankcall.included_calls) * bankcall.per_call)],
    transactions === undefined
      ? []
      : [
          Math.max(
            antifraud.monthly_minimum,
            (transactions - antifraud.included_transactions) * antifraud.per_transaction,
          ),
        ],
  ].flat();
  const subtotal = charges.reduce((sum, charge) => sum + charge, 0);
  return toCents(charges.length === 2 ? subtotal * (1 - bundled_discount) : subtotal);
}

const toCents = (dollars: number): number => Math.round(dollars * 100) / 100;
