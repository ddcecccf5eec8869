import { formatUsd as usd } from "#platform/money";
import { at, placeOf, type Reason, type ReasonFacts, times } from "./reason.ts";

/** The amount in the currency of the payment, in which it is round. */
const ownAmount = (f: ReasonFacts) =>
  `${f.amount_local.toString().replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")}\u00a0${f.currency}`;

/** About the amount. */
export const amountReasons = {
  large_amount_abroad: {
    group: "amount",
    weight: 88,
    advice: "call_customer",
    applies: (f) => f.amount >= 5000 && f.country !== null && f.country !== "UZ",
    sentence: {
      uz: (f) => `Chet elda juda katta summa (${usd(f.amount, "uz")}, ${placeOf(f)})`,
      ru: (f) => `Очень крупная сумма за рубежом (${usd(f.amount, "ru")}, ${placeOf(f)})`,
      en: (f) => `Very large amount abroad (${usd(f.amount, "en")}, ${placeOf(f)})`,
    },
  },
  high_amount: {
    group: "amount",
    weight: 80,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_amount_to_mean_30d) >= 2.5 && f.amount >= 20,
    sentence: {
      uz: (f) =>
        `30 kunlik oʻrtachadan ancha katta summa (${usd(f.amount, "uz")}, oʻrtacha ${usd(at(f.payer_mean_30d), "uz")})`,
      ru: (f) =>
        `Сумма намного выше средней за 30 дней (${usd(f.amount, "ru")} против ${usd(at(f.payer_mean_30d), "ru")})`,
      en: (f) =>
        `High amount compared to 30-day average (${usd(f.amount, "en")} vs ${usd(at(f.payer_mean_30d), "en")})`,
    },
  },
  large_amount: {
    group: "amount",
    weight: 70,
    advice: "call_customer",
    applies: (f) => f.amount >= 1000,
    sentence: {
      uz: (f) => `Katta summa: ${usd(f.amount, "uz")}`,
      ru: (f) => `Крупная сумма: ${usd(f.amount, "ru")}`,
      en: (f) => `Large amount: ${usd(f.amount, "en")}`,
    },
  },
  trial_amount: {
    group: "amount",
    weight: 24,
    advice: "verify_by_sms",
    applies: (f) => f.amount < 2,
    sentence: {
      uz: (f) => `Kartani sinab koʻrishda uchraydigan juda kichik summa (${usd(f.amount, "uz")})`,
      ru: (f) => `Очень маленькая сумма, какой обычно проверяют карту (${usd(f.amount, "ru")})`,
      en: (f) => `A tiny amount, as when a card is tried out (${usd(f.amount, "en")})`,
    },
  },
  large_for_merchant: {
    group: "amount",
    weight: 20,
    advice: "verify_by_sms",
    applies: (f) => at(f.merchant_amount_to_typical) >= 3,
    sentence: {
      uz: (f) =>
        `Bu savdo nuqtasi uchun katta summa (${usd(f.amount, "uz")}, odatdagidan ${times(f.merchant_amount_to_typical)} barobar katta)`,
      ru: (f) =>
        `Крупная для этого продавца сумма (${usd(f.amount, "ru")}, в ${times(f.merchant_amount_to_typical)} раза больше обычной)`,
      en: (f) =>
        `Large amount for this merchant (${usd(f.amount, "en")}, ${times(f.merchant_amount_to_typical)} times the usual)`,
    },
  },
  round_amount: {
    group: "amount",
    weight: 15,
    advice: "verify_by_sms",
    applies: (f) => f.amount_is_round === 1,
    sentence: {
      uz: (f) => `Yaxlit summa (${ownAmount(f)})`,
      ru: (f) => `Круглая сумма (${ownAmount(f)})`,
      en: (f) => `A round amount (${ownAmount(f)})`,
    },
  },
} as const satisfies Record<string, Reason>;
