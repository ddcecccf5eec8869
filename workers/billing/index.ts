export { type Tier, tiers, type UsagePricing, usagePricing } from "./plans.ts";
export { monthlyPriceOf, usagePriceOf } from "./prices.ts";
