export { type Tier, tiers, type UsagePricing, usagePricing } from "./plans.ts";
