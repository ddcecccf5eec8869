import { at, isWithinDays, type Reason, times } from "./reason.ts";

const percent = (share: number | null | undefined) => Math.round(100 * at(share)).toString();

/** About the merchant and what is bought. */
export const merchantReasons = {
  merchant_surge: {
    group: "merchant_traffic",
    weight: 55,
    advice: "review_merchant",
    applies: (f) => at(f.merchant_surge_1h) >= 5 && at(f.merchant_count_1h) >= 20,
    sentence: {
      uz: (f) => `Savdo nuqtasida toʻlovlar keskin koʻpaydi (odatdagidan ${times(f.merchant_surge_1h)} barobar)`,
      ru: (f) => `Всплеск платежей у продавца (в ${times(f.merchant_surge_1h)} раза больше обычного)`,
      en: (f) => `Payments at the merchant surge (${times(f.merchant_surge_1h)} times the usual)`,
    },
  },
  risky_category: {
    group: "purchase",
    weight: 25,
    advice: "verify_by_sms",
    applies: (f) => at(f.category_risk) >= 2,
    sentence: {
      uz: (f) => `Tez sotiladigan yoki naqdga aylanadigan toifa (${f.merchant_category})`,
      ru: (f) => `Категория, которую легко обналичить или перепродать (${f.merchant_category})`,
      en: (f) => `A category that is easily resold or cashed out (${f.merchant_category})`,
    },
  },
  merchant_declines: {
    group: "merchant_traffic",
    weight: 22,
    advice: "review_merchant",
    applies: (f) => at(f.merchant_decline_share_24h) >= 0.2 && at(f.merchant_payers_1h) >= 3,
    sentence: {
      uz: (f) => `Savdo nuqtasida bir sutkada toʻlovlarning ${percent(f.merchant_decline_share_24h)} foizi rad etilgan`,
      ru: (f) => `У продавца за сутки отклонено ${percent(f.merchant_decline_share_24h)} % платежей`,
      en: (f) => `${percent(f.merchant_decline_share_24h)}% of the merchant's payments were declined within a day`,
    },
  },
  merchant_crowd: {
    group: "merchant_traffic",
    weight: 21,
    advice: "review_merchant",
    applies: (f) => at(f.merchant_payers_1h) >= 3 && at(f.merchant_surge_1h) >= 1.5,
    sentence: {
      uz: (f) => `Savdo nuqtasida bir soatda odatdagidan koʻp toʻlovchi (${at(f.merchant_payers_1h)} ta)`,
      ru: (f) => `У продавца за час больше плательщиков, чем обычно (${at(f.merchant_payers_1h)})`,
      en: (f) => `More payers than usual at the merchant within an hour (${at(f.merchant_payers_1h)})`,
    },
  },
  young_merchant: {
    group: "merchant_traffic",
    weight: 20,
    advice: "review_merchant",
    applies: (f) => isWithinDays(f.merchant_age_days, 7),
    sentence: {
      uz: () => "Savdo nuqtasidagi ilk toʻlovdan beri hali bir hafta ham oʻtmagan",
      ru: () => "С первого платежа у этого продавца не прошло и недели",
      en: () => "The merchant was first seen less than a week ago",
    },
  },
  quiet_merchant: {
    group: "merchant_traffic",
    weight: 18,
    advice: "review_merchant",
    applies: (f) => f.merchant_count_30d !== null && f.merchant_count_30d !== undefined && f.merchant_count_30d < 30,
    sentence: {
      uz: (f) => `Savdo nuqtasida toʻlovlar kam (30 kunda ${at(f.merchant_count_30d)} ta)`,
      ru: (f) => `У этого продавца мало платежей (за 30 дней: ${at(f.merchant_count_30d)})`,
      en: (f) => `The merchant has few payments (${at(f.merchant_count_30d)} in 30 days)`,
    },
  },
  new_category: {
    group: "purchase",
    weight: 17,
    advice: "verify_by_sms",
    applies: (f) => f.payer_new_category === 1,
    sentence: {
      uz: (f) => `Toʻlovchi bu toifada avval xarid qilmagan (${f.merchant_category || "—"})`,
      ru: (f) => `Плательщик раньше не платил в этой категории (${f.merchant_category || "—"})`,
      en: (f) => `The payer never paid in this category before (${f.merchant_category || "—"})`,
    },
  },
  new_merchant: {
    group: "purchase",
    weight: 16,
    advice: "verify_by_sms",
    applies: (f) => f.payer_new_merchant === 1,
    sentence: {
      uz: (f) => `Toʻlovchi bu savdo nuqtasida birinchi marta toʻlamoqda (${f.merchant})`,
      ru: (f) => `Плательщик впервые платит этому продавцу (${f.merchant})`,
      en: (f) => `The payer pays this merchant for the first time (${f.merchant})`,
    },
  },
} as const satisfies Record<string, Reason>;
