import type { Localized } from "#platform/i18n";
import type { FeatureName } from "./features.ts";

/**
 * What a person would call one circumstance of a payment, and the features that tell it. Every feature is in one group.
 * Device and address are one circumstance, new or shared: the trees read both from the same features, so that parts of it
 * would take each other's place and none would count.
 */
export const featureGroups = {
  amount: {
    title: { uz: "Summa", ru: "Сумма", en: "Amount" },
    features: [
      "amount_usd",
      "amount_is_round",
      "payer_mean_30d",
      "payer_max_30d",
      "payer_amount_to_mean_30d",
      "payer_amount_to_max_30d",
      "payer_amount_to_typical",
      "payer_amount_deviation",
      "payer_high_count_14d",
      "merchant_amount_to_typical",
    ],
  },
  velocity: {
    title: { uz: "Toʻlovlar tezligi", ru: "Частота платежей", en: "Payment velocity" },
    features: [
      "payer_count_1m",
      "payer_count_5m",
      "payer_count_10m",
      "payer_count_1h",
      "payer_count_24h",
      "payer_sum_1h",
      "payer_sum_24h",
      "payer_merchants_1h",
      "payer_merchants_24h",
      "payer_minutes_since_last",
      "user_count_1h",
      "user_count_24h",
      "user_sum_24h",
    ],
  },
  cards: {
    title: { uz: "Kartalar soni", ru: "Число карт", en: "Number of cards" },
    features: ["user_cards_24h", "user_cards_7d"],
  },
  declines: {
    title: {
      uz: "Rad etishlar va sinov toʻlovlari",
      ru: "Отказы и пробные платежи",
      en: "Declines and trial payments",
    },
    features: ["payer_declines_10m", "payer_declines_24h", "payer_tests_1h"],
  },
  place: {
    title: { uz: "Joy va harakat", ru: "Место и перемещение", en: "Place and travel" },
    features: [
      "is_international",
      "payer_countries_7d",
      "payer_new_country",
      "payer_travel_km",
      "payer_travel_kmh",
      "payer_home_km",
    ],
  },
  access: {
    title: { uz: "Qurilma va IP manzil", ru: "Устройство и IP-адрес", en: "Device and IP address" },
    features: [
      "payer_devices_24h",
      "payer_ips_24h",
      "payer_new_device",
      "payer_new_ip",
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
    ],
  },
  merchant_traffic: {
    title: { uz: "Savdo nuqtasidagi toʻlovlar oqimi", ru: "Поток платежей у продавца", en: "Traffic at the merchant" },
    features: [
      "merchant_count_10m",
      "merchant_count_1h",
      "merchant_surge_1h",
      "merchant_payers_1h",
      "merchant_decline_share_24h",
      "merchant_age_days",
      "merchant_count_30d",
      "merchant_payers_7d",
      "merchant_minutes_since_last",
    ],
  },
  merchant_frauds: {
    title: { uz: "Savdo nuqtasidagi firibgarliklar", ru: "Мошенничество у продавца", en: "Frauds at the merchant" },
    features: [
      "merchant_labelled_28d",
      "merchant_frauds_28d",
      "merchant_days_since_fraud",
      "merchant_risk_1d",
      "merchant_risk_7d",
      "merchant_risk_28d",
      "merchant_last_label",
      "merchant_fraud_streak",
      "merchant_streak_days",
    ],
  },
  known_frauds: {
    title: {
      uz: "Toʻlovchi, qurilma va IP manzildagi firibgarliklar",
      ru: "Мошенничество с плательщиком, устройством и IP-адресом",
      en: "Frauds of the payer, device and IP address",
    },
    features: [
      "payer_frauds_28d",
      "payer_days_since_fraud",
      "user_frauds_28d",
      "device_frauds_28d",
      "device_days_since_fraud",
      "device_risk_28d",
      "ip_frauds_28d",
      "ip_days_since_fraud",
      "ip_risk_28d",
    ],
  },
  time: {
    title: { uz: "Vaqt", ru: "Время", en: "Time" },
    features: ["hour", "is_night", "is_weekend", "payer_hour_likelihood"],
  },
  purchase: {
    title: { uz: "Xarid turi", ru: "Вид покупки", en: "Kind of purchase" },
    features: ["category_risk", "payer_new_category", "payer_new_merchant", "merchant_knows_payer"],
  },
  history: {
    title: { uz: "Toʻlovchi tarixi", ru: "История плательщика", en: "History of the payer" },
    features: ["has_card", "payer_count_7d", "payer_count_30d", "payer_sum_7d", "payer_age_days", "user_age_days"],
  },
} as const satisfies Record<string, { title: Localized; features: readonly FeatureName[] }>;

export type FeatureGroup = keyof typeof featureGroups;

/** The groups in the order in which the model is asked about them. */
export const featureGroupNames = Object.keys(featureGroups) as readonly FeatureGroup[];
