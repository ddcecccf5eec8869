import type { readContext } from "./context.ts";
import type { readAddress, readDevice, readMerchant } from "./crowd.ts";
import type { readPayer, readUser } from "./payer.ts";

/** Every feature by name. Null means missing: the entity is unknown, could not be reached, or has no history to compare. */
export type Features = Record<FeatureName, number | null>;

export type FeatureName =
  | keyof ReturnType<typeof readContext>
  | keyof ReturnType<typeof readPayer>
  | keyof ReturnType<typeof readUser>
  | keyof ReturnType<typeof readDevice>
  | keyof ReturnType<typeof readAddress>
  | keyof ReturnType<typeof readMerchant>;

/** The order of the model's inputs; models/fraud-risk/features.json describes each. Append only: a model names its length. */
export const featureNames = [
  "amount_usd",
  "amount_is_round",
  "is_international",
  "category_risk",
  "has_card",
  "hour",
  "is_night",
  "is_weekend",
  "payer_count_1m",
  "payer_count_5m",
  "payer_count_10m",
  "payer_count_1h",
  "payer_count_24h",
  "payer_count_7d",
  "payer_count_30d",
  "payer_sum_1h",
  "payer_sum_24h",
  "payer_sum_7d",
  "payer_mean_30d",
  "payer_max_30d",
  "payer_amount_to_mean_30d",
  "payer_amount_to_max_30d",
  "payer_amount_to_typical",
  "payer_amount_deviation",
  "payer_declines_10m",
  "payer_declines_24h",
  "payer_merchants_1h",
  "payer_merchants_24h",
  "payer_devices_24h",
  "payer_ips_24h",
  "payer_countries_7d",
  "payer_tests_1h",
  "payer_minutes_since_last",
  "payer_age_days",
  "payer_new_device",
  "payer_new_ip",
  "payer_new_merchant",
  "payer_new_category",
  "payer_new_country",
  "payer_travel_km",
  "payer_travel_kmh",
  "payer_home_km",
  "payer_hour_likelihood",
  "user_count_1h",
  "user_count_24h",
  "user_sum_24h",
  "user_cards_24h",
  "user_cards_7d",
  "user_age_days",
  "device_count_10m",
  "device_count_1h",
  "device_count_24h",
  "device_payers_10m",
  "device_payers_24h",
  "device_payers_7d",
  "device_declines_1h",
  "device_age_days",
  "ip_count_10m",
  "ip_count_1h",
  "ip_payers_10m",
  "ip_payers_24h",
  "ip_declines_1h",
  "ip_age_days",
  "merchant_count_10m",
  "merchant_count_1h",
  "merchant_surge_1h",
  "merchant_payers_1h",
  "merchant_decline_share_24h",
  "merchant_amount_to_typical",
  "merchant_knows_payer",
  "merchant_age_days",
] as const satisfies readonly FeatureName[];

/** The model's input: features in order, as 32-bit floats, NaN where missing. */
export function toVector(features: Partial<Features>): Float32Array {
  const vector = new Float32Array(featureNames.length);
  for (let i = 0; i < featureNames.length; i++) vector[i] = features[featureNames[i]!] ?? Number.NaN;
  return vector;
}
