import { at, type Reason, type ReasonFacts } from "./reason.ts";

const fraudsOfPayer = (f: ReasonFacts) => Math.max(at(f.payer_frauds_28d), at(f.user_frauds_28d));

/** About frauds that are known of those who take part. */
export const fraudsReasons = {
  device_frauds: {
    group: "known_frauds",
    weight: 98,
    advice: "block_and_investigate",
    applies: (f) => at(f.device_frauds_28d) >= 1,
    sentence: {
      uz: (f) =>
        `Shu qurilmadan qilingan toʻlovlar firibgarlik boʻlib chiqqan (28 kunda ${at(f.device_frauds_28d)} ta)`,
      ru: (f) => `С этого устройства уже платили мошенники (подтверждено за 28 дней: ${at(f.device_frauds_28d)})`,
      en: (f) => `Payments from this device turned out to be fraud (${at(f.device_frauds_28d)} in 28 days)`,
    },
  },
  address_frauds: {
    group: "known_frauds",
    weight: 97,
    advice: "block_and_investigate",
    applies: (f) => at(f.ip_frauds_28d) >= 1,
    sentence: {
      uz: (f) => `Shu IP manzildan qilingan toʻlovlar firibgarlik boʻlib chiqqan (28 kunda ${at(f.ip_frauds_28d)} ta)`,
      ru: (f) => `С этого IP-адреса уже платили мошенники (подтверждено за 28 дней: ${at(f.ip_frauds_28d)})`,
      en: (f) => `Payments from this IP address turned out to be fraud (${at(f.ip_frauds_28d)} in 28 days)`,
    },
  },
  payer_frauds: {
    group: "known_frauds",
    weight: 96,
    advice: "call_customer",
    applies: (f) => fraudsOfPayer(f) >= 1,
    sentence: {
      uz: (f) => `Toʻlovchi nomidan yaqinda firibgarlik qilingan (28 kunda ${fraudsOfPayer(f)} ta toʻlov)`,
      ru: (f) => `От имени плательщика недавно уже платили мошенники (платежей за 28 дней: ${fraudsOfPayer(f)})`,
      en: (f) => `Payments in this payer's name turned out to be fraud (${fraudsOfPayer(f)} in 28 days)`,
    },
  },
  merchant_frauds: {
    group: "merchant_frauds",
    weight: 50,
    advice: "verify_by_sms",
    applies: (f) => at(f.merchant_frauds_28d) >= 1,
    sentence: {
      uz: (f) =>
        `Shu savdo nuqtasidagi toʻlovlar orasida firibgarlik aniqlangan (28 kunda ${at(f.merchant_frauds_28d)} ta)`,
      ru: (f) => `У этого продавца уже подтверждались мошеннические платежи (за 28 дней: ${at(f.merchant_frauds_28d)})`,
      en: (f) => `Payments at this merchant turned out to be fraud (${at(f.merchant_frauds_28d)} in 28 days)`,
    },
  },
} as const satisfies Record<string, Reason>;
