/** Every feature as it is where nothing is known, in the order of the model's inputs. Append only: a model names its length. */
const missing = {
  amount_usd: null,
  amount_is_round: null,
  is_international: null,
  category_risk: null,
  has_card: null,
  hour: null,
  is_night: null,
  is_weekend: null,
  payer_count_1m: null,
  payer_count_5m: null,
  payer_count_10m: null,
  payer_count_1h: null,
  payer_count_24h: null,
  payer_count_7d: null,
  payer_count_30d: null,
  payer_sum_1h: null,
  payer_sum_24h: null,
  payer_sum_7d: null,
  payer_mean_30d: null,
  payer_max_30d: null,
  payer_amount_to_mean_30d: null,
  payer_amount_to_max_30d: null,
  payer_amount_to_typical: null,
  payer_amount_deviation: null,
  payer_declines_10m: null,
  payer_declines_24h: null,
  payer_merchants_1h: null,
  payer_merchants_24h: null,
  payer_devices_24h: null,
  payer_ips_24h: null,
  payer_countries_7d: null,
  payer_tests_1h: null,
  payer_minutes_since_last: null,
  payer_age_days: null,
  payer_new_device: null,
  payer_new_ip: null,
  payer_new_merchant: null,
  payer_new_category: null,
  payer_new_country: null,
  payer_travel_km: null,
  payer_travel_kmh: null,
  payer_home_km: null,
  payer_hour_likelihood: null,
  user_count_1h: null,
  user_count_24h: null,
  user_sum_24h: null,
  user_cards_24h: null,
  user_cards_7d: null,
  user_age_days: null,
  device_count_10m: null,
  device_count_1h: null,
  device_count_24h: null,
  device_payers_10m: null,
  device_payers_24h: null,
  device_payers_7d: null,
  device_declines_1h: null,
  device_age_days: null,
  ip_count_10m: null,
  ip_count_1h: null,
  ip_payers_10m: null,
  ip_payers_24h: null,
  ip_declines_1h: null,
  ip_age_days: null,
  merchant_count_10m: null,
  merchant_count_1h: null,
  merchant_surge_1h: null,
  merchant_payers_1h: null,
  merchant_decline_share_24h: null,
  merchant_amount_to_typical: null,
  merchant_knows_payer: null,
  merchant_age_days: null,
  payer_high_count_14d: null,
  payer_frauds_28d: null,
  payer_days_since_fraud: null,
  user_frauds_28d: null,
  device_frauds_28d: null,
  device_days_since_fraud: null,
  device_risk_28d: null,
  ip_frauds_28d: null,
  ip_days_since_fraud: null,
  ip_risk_28d: null,
  merchant_count_30d: null,
  merchant_payers_7d: null,
  merchant_minutes_since_last: null,
  merchant_labelled_28d: null,
  merchant_frauds_28d: null,
  merchant_days_since_fraud: null,
  merchant_risk_1d: null,
  merchant_risk_7d: null,
  merchant_risk_28d: null,
  merchant_last_label: null,
  merchant_fraud_streak: null,
  merchant_streak_days: null,
};

export type FeatureName = keyof typeof missing;

/** Every feature by name. Null means missing: the entity is unknown, could not be reached, or has no history to compare. */
export type Features = Record<FeatureName, number | null>;

/** The order of the model's inputs; models/fraud-risk/features.json describes each. */
export const featureNames = Object.keys(missing) as readonly FeatureName[];

/** A set of features for the readers to write into: one object of one shape, since merging parts costs more than reading them. */
export const missingFeatures = (): Features => ({ ...missing });

/** The features that are known, without the others. */
export const knownFeatures = (features: Features): Partial<Features> =>
  Object.fromEntries(Object.entries(features).filter(([, value]) => value !== null));

/** The model's input: features in order, as 32-bit floats, NaN where missing. */
export function toVector(features: Features): Float32Array {
  const vector = new Float32Array(featureNames.length);
  for (let i = 0; i < featureNames.length; i++) vector[i] = features[featureNames[i]!] ?? Number.NaN;
  return vector;
}

/**
 * Rounds features in place to what a vector of them keeps, so that rules and reasons of a payment rest on its record, live and
 * whenever it is read again.
 */
export function roundToVector(features: Features): void {
  for (const name of featureNames) {
    const value = features[name];
    if (value !== null) features[name] = asKept(value);
  }
}

/** The decimals that people write, in the order in which they are tried. */
const STEPS = [1e2, 1e4, 1e6];

/**
 * What a value is once a 32-bit float kept it: of the numbers that this float stands for one of few digits, where there is
 * one, so that seven of ten payments are 0.7 and not 0.699999988. Null for what is no number.
 */
function asKept(value: number): number | null {
  const kept = Math.fround(value);
  if (Number.isNaN(kept)) return null;
  if (Number.isInteger(kept)) return kept;
  for (const step of STEPS) {
    const short = Math.round(kept * step) / step;
    if (Math.fround(short) === kept) return short;
  }
  return kept;
}

/** A vector as text, to the bit and a third as long as its numbers: little-endian 32-bit floats in base64. */
export const packVector = (vector: Float32Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)));

/** The values of a packed vector; null where missing. */
export function unpackVector(text: string): (number | null)[] {
  const bytes = bytesOf(text);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => {
    const value = bytes.getFloat32(4 * i, true);
    return Number.isNaN(value) ? null : value;
  });
}

/** The features of a packed vector, as rules saw them; those that are younger than the vector are missing. */
export function featuresOf(text: string): Features {
  const bytes = bytesOf(text);
  const features = missingFeatures();
  const known = Math.min(featureNames.length, bytes.byteLength / 4);
  for (let i = 0; i < known; i++) features[featureNames[i]!] = asKept(bytes.getFloat32(4 * i, true));
  return features;
}

function bytesOf(text: string): DataView {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return new DataView(bytes.buffer);
}
