/** Usage prices in US dollars: a monthly minimum and included units a product, and the discount where both are taken. */
export const usagePricing = {
  bankcall: { per_call: 0.05, monthly_minimum: 100, included_calls: 2000 },
  antifraud: { per_transaction: 0.02, monthly_minimum: 50, included_transactions: 5000 },
  bundled_discount: 0.2,
} as const satisfies UsagePricing;

/** The monthly plans, smallest first; null means no limit, or a price that is agreed with the customer. */
export const tiers = [
  { tier: "starter", calls: 1000, transactions: 5000, monthly_price: 2000, answer_within_hours: 48 },
  { tier: "business", calls: 10_000, transactions: 50_000, monthly_price: 15_000, answer_within_hours: 24 },
  { tier: "enterprise", calls: null, transactions: null, monthly_price: null, answer_within_hours: 1 },
] as const satisfies readonly Tier[];

export type UsagePricing = {
  bankcall: { per_call: number; monthly_minimum: number; included_calls: number };
  antifraud: { per_transaction: number; monthly_minimum: number; included_transactions: number };
  /** Share taken off the bill of a customer of both products, 0 to 1. */
  bundled_discount: number;
};

export type Tier = {
  tier: "starter" | "business" | "enterprise";
  calls: number | null;
  transactions: number | null;
  monthly_price: number | null;
  /** Within how many hours support answers a question. */
  answer_within_hours: number;
};
