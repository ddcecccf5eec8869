import type { Localized } from "#platform/i18n";
import { formatUsd as usd } from "#platform/money";
import type { Advice } from "./advices.ts";
import type { PaymentFacts } from "./describe-payment.ts";
import type { Features } from "./signals/features.ts";

/** What a sentence may fill in. */
export type ReasonFacts = Partial<Features> & PaymentFacts & { homeCity: string | null };

type Reason = {
  /** How much it says beside others, and what to do when it leads. */
  weight: number;
  advice: Advice;
  /** Whether the payment shows it, also where no rule hit. */
  applies: (facts: ReasonFacts) => boolean;
  sentence: Localized<(facts: ReasonFacts) => string>;
};

const at = (value: number | null | undefined): number => value ?? 0;
const times = (value: number | null | undefined) => at(value).toFixed(at(value) < 10 ? 1 : 0);
const kmh = (value: number | null | undefined) => Math.round(at(value)).toString();

const placeOf = ({ city, country }: ReasonFacts) => city ?? country ?? "—";

/** Every reason by code. A rule names one; those that apply without a rule explain what moved the model. */
export const reasons = {
  card_testing: {
    weight: 100,
    advice: "block_and_investigate",
    applies: (f) => at(f.device_payers_10m) >= 5 && at(f.device_declines_1h) >= 2,
    sentence: {
      uz: (f) =>
        `Bitta qurilma yoki manzilda ketma-ket karta sinalmoqda (10 daqiqada ${at(f.device_payers_10m ?? f.ip_payers_10m)} ta karta)`,
      ru: (f) =>
        `Перебор карт с одного устройства или адреса (карт за 10 минут: ${at(f.device_payers_10m ?? f.ip_payers_10m)})`,
      en: (f) =>
        `Cards are being tested from one device or address (${at(f.device_payers_10m ?? f.ip_payers_10m)} cards in 10 minutes)`,
    },
  },
  impossible_travel: {
    weight: 95,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_travel_kmh) > 900 && at(f.payer_travel_km) > 300,
    sentence: {
      uz: (f) =>
        `Bunday tez yetib borib boʻlmaydi: oldingi joydan ${kmh(f.payer_travel_km)} km, soatiga ${kmh(f.payer_travel_kmh)} km`,
      ru: (f) =>
        `Невозможное перемещение: ${kmh(f.payer_travel_km)} км от прошлого места, ${kmh(f.payer_travel_kmh)} км/ч`,
      en: (f) =>
        `Impossible travel: ${kmh(f.payer_travel_km)} km from the last place at ${kmh(f.payer_travel_kmh)} km/h`,
    },
  },
  new_place: {
    weight: 90,
    advice: "verify_by_sms",
    applies: (f) => f.payer_new_country === 1 || at(f.payer_home_km) > 1000,
    sentence: {
      uz: (f) => `Odatdagidan boshqa joy (${placeOf(f)}${f.homeCity ? `, odatda ${f.homeCity}` : ""})`,
      ru: (f) => `Необычное место (${placeOf(f)}${f.homeCity ? `, обычно ${f.homeCity}` : ""})`,
      en: (f) => `Unusual geographic location (${placeOf(f)}${f.homeCity ? `, normally ${f.homeCity}` : ""})`,
    },
  },
  large_amount_abroad: {
    weight: 88,
    advice: "call_customer",
    applies: (f) => f.amount >= 5000 && f.country !== null && f.country !== "UZ",
    sentence: {
      uz: (f) => `Chet elda juda katta summa (${usd(f.amount, "uz")}, ${placeOf(f)})`,
      ru: (f) => `Очень крупная сумма за рубежом (${usd(f.amount, "ru")}, ${placeOf(f)})`,
      en: (f) => `Very large amount abroad (${usd(f.amount, "en")}, ${placeOf(f)})`,
    },
  },
  velocity: {
    weight: 85,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_count_10m) >= 6,
    sentence: {
      uz: (f) => `Juda tez-tez toʻlov (10 daqiqada ${at(f.payer_count_10m)} ta)`,
      ru: (f) => `Слишком частые платежи (за 10 минут: ${at(f.payer_count_10m)})`,
      en: (f) => `Payments come too fast (${at(f.payer_count_10m)} in 10 minutes)`,
    },
  },
  high_amount: {
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
  many_cards: {
    weight: 78,
    advice: "call_customer",
    applies: (f) => at(f.user_cards_24h) >= 4,
    sentence: {
      uz: (f) => `Bir kishi sutkada koʻp kartadan foydalandi (${at(f.user_cards_24h)} ta)`,
      ru: (f) => `Один человек использовал много карт за сутки (${at(f.user_cards_24h)})`,
      en: (f) => `One person used many cards within a day (${at(f.user_cards_24h)})`,
    },
  },
  shared_device: {
    weight: 75,
    advice: "verify_by_sms",
    applies: (f) => at(f.device_payers_24h) >= 4,
    sentence: {
      uz: (f) => `Qurilmadan bir sutkada ${at(f.device_payers_24h)} xil toʻlovchi foydalandi`,
      ru: (f) => `Разных плательщиков с этого устройства за сутки: ${at(f.device_payers_24h)}`,
      en: (f) => `${at(f.device_payers_24h)} different payers used this device within a day`,
    },
  },
  declines: {
    weight: 72,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_declines_24h) >= 3,
    sentence: {
      uz: (f) => `Soʻnggi sutkada koʻp rad etilgan urinish (${at(f.payer_declines_24h)} ta)`,
      ru: (f) => `Много отклонённых попыток за сутки (${at(f.payer_declines_24h)})`,
      en: (f) => `Many declined attempts within a day (${at(f.payer_declines_24h)})`,
    },
  },
  large_amount: {
    weight: 70,
    advice: "call_customer",
    applies: (f) => f.amount > 10_000,
    sentence: {
      uz: (f) => `Katta summa: ${usd(f.amount, "uz")}`,
      ru: (f) => `Крупная сумма: ${usd(f.amount, "ru")}`,
      en: (f) => `Large amount: ${usd(f.amount, "en")}`,
    },
  },
  new_device: {
    weight: 60,
    advice: "verify_by_sms",
    applies: (f) => f.payer_new_device === 1,
    sentence: {
      uz: () => "Toʻlovchi bu qurilmadan birinchi marta foydalanmoqda",
      ru: () => "Плательщик впервые использует это устройство",
      en: () => "The payer uses this device for the first time",
    },
  },
  merchant_surge: {
    weight: 55,
    advice: "review_merchant",
    applies: (f) => at(f.merchant_surge_1h) >= 5 && at(f.merchant_count_1h) >= 20,
    sentence: {
      uz: (f) => `Savdo nuqtasida toʻlovlar keskin koʻpaydi (odatdagidan ${times(f.merchant_surge_1h)} barobar)`,
      ru: (f) => `Всплеск платежей у продавца (в ${times(f.merchant_surge_1h)} раза больше обычного)`,
      en: (f) => `Payments at the merchant surge (${times(f.merchant_surge_1h)} times the usual)`,
    },
  },
  international: {
    weight: 40,
    advice: "verify_by_sms",
    applies: (f) => f.is_international === 1,
    sentence: {
      uz: (f) => `Chet eldagi savdo nuqtasi (${placeOf(f)})`,
      ru: (f) => `Зарубежный продавец (${placeOf(f)})`,
      en: (f) => `International merchant (${placeOf(f)})`,
    },
  },
  unusual_hour: {
    weight: 30,
    advice: "verify_by_sms",
    applies: (f) =>
      f.payer_hour_likelihood !== null && f.payer_hour_likelihood !== undefined && f.payer_hour_likelihood < 0.1,
    sentence: {
      uz: (f) => `Toʻlovchi odatda bu vaqtda toʻlamaydi (soat ${Math.floor(at(f.hour))})`,
      ru: (f) => `Необычное для плательщика время (${Math.floor(at(f.hour))} ч)`,
      en: (f) => `Unusual hour for this payer (${Math.floor(at(f.hour))}:00)`,
    },
  },
  risky_category: {
    weight: 25,
    advice: "verify_by_sms",
    applies: (f) => at(f.category_risk) >= 2,
    sentence: {
      uz: (f) => `Tez sotiladigan yoki naqdga aylanadigan toifa (${f.merchant_category})`,
      ru: (f) => `Категория, которую легко обналичить или перепродать (${f.merchant_category})`,
      en: (f) => `A category that is easily resold or cashed out (${f.merchant_category})`,
    },
  },
  model_pattern: {
    weight: 10,
    advice: "verify_by_sms",
    applies: () => false,
    sentence: {
      uz: () => "Belgilar yigʻindisi maʼlum firibgarliklarga oʻxshaydi",
      ru: () => "Сочетание признаков похоже на известное мошенничество",
      en: () => "The signals together resemble known fraud",
    },
  },
  model_unavailable: {
    weight: 5,
    advice: "review_by_hand",
    applies: () => false,
    sentence: {
      uz: () => "Model javob bermadi, faqat qoidalar qoʻllandi",
      ru: () => "Модель не ответила, применены только правила",
      en: () => "The model did not answer, only rules were applied",
    },
  },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;
