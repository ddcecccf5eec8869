import { at, isWithinDays, type Reason, type ReasonFacts, whole } from "./reason.ts";

const minutesSinceLast = (f: ReasonFacts) => Math.max(1, Math.ceil(at(f.payer_minutes_since_last)));
const busiestHour = (f: ReasonFacts) => Math.max(at(f.payer_count_1h), at(f.user_count_1h));

/** About how the payer pays: how fast, with which cards, when, and since when. */
export const payerReasons = {
  velocity: {
    group: "velocity",
    weight: 85,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_count_10m) >= 6,
    sentence: {
      uz: (f) => `Juda tez-tez toʻlov (10 daqiqada ${at(f.payer_count_10m)} ta)`,
      ru: (f) => `Слишком частые платежи (за 10 минут: ${at(f.payer_count_10m)})`,
      en: (f) => `Payments come too fast (${at(f.payer_count_10m)} in 10 minutes)`,
    },
  },
  many_cards: {
    group: "cards",
    weight: 78,
    advice: "call_customer",
    applies: (f) => at(f.user_cards_24h) >= 3,
    sentence: {
      uz: (f) => `Bir kishi sutkada koʻp kartadan foydalandi (${at(f.user_cards_24h)} ta)`,
      ru: (f) => `Один человек использовал много карт за сутки (${at(f.user_cards_24h)})`,
      en: (f) => `One person used many cards within a day (${at(f.user_cards_24h)})`,
    },
  },
  declines: {
    group: "declines",
    weight: 72,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_declines_24h) >= 3,
    sentence: {
      uz: (f) => `Soʻnggi sutkada koʻp rad etilgan urinish (${at(f.payer_declines_24h)} ta)`,
      ru: (f) => `Много отклонённых попыток за сутки (${at(f.payer_declines_24h)})`,
      en: (f) => `Many declined attempts within a day (${at(f.payer_declines_24h)})`,
    },
  },
  unusual_hour: {
    group: "time",
    weight: 30,
    advice: "verify_by_sms",
    applies: (f) =>
      f.payer_hour_likelihood !== null && f.payer_hour_likelihood !== undefined && f.payer_hour_likelihood < 0.3,
    sentence: {
      uz: (f) => `Toʻlovchi odatda bu vaqtda toʻlamaydi (soat ${Math.floor(at(f.hour))})`,
      ru: (f) => `Необычное для плательщика время (${Math.floor(at(f.hour))} ч)`,
      en: (f) => `Unusual hour for this payer (${Math.floor(at(f.hour))}:00)`,
    },
  },
  busy_hour: {
    group: "velocity",
    weight: 20,
    advice: "verify_by_sms",
    applies: (f) => busiestHour(f) >= 3,
    sentence: {
      uz: (f) => `Soʻnggi bir soatda ${busiestHour(f)} ta toʻlov qilingan`,
      ru: (f) => `Платежей за последний час: ${busiestHour(f)}`,
      en: (f) => `${busiestHour(f)} payments within the last hour`,
    },
  },
  quick_repeat: {
    group: "velocity",
    weight: 18,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_count_1h) >= 1,
    sentence: {
      uz: (f) => `Oldingi toʻlovdan keyin koʻpi bilan ${minutesSinceLast(f)} daqiqa oʻtgan`,
      ru: (f) => `С прошлого платежа прошло не больше ${minutesSinceLast(f)} мин`,
      en: (f) => `No more than ${minutesSinceLast(f)} min since the last payment`,
    },
  },
  trial_payments: {
    group: "declines",
    weight: 20,
    advice: "verify_by_sms",
    applies: (f) => at(f.payer_tests_1h) >= 1,
    sentence: {
      uz: (f) => `Bir soat ichida ikki dollardan kam summali urinishlar boʻlgan (${at(f.payer_tests_1h)} ta)`,
      ru: (f) => `За последний час были попытки на сумму меньше двух долларов (${at(f.payer_tests_1h)})`,
      en: (f) => `Attempts of less than two dollars within the last hour (${at(f.payer_tests_1h)})`,
    },
  },
  first_payment: {
    group: "history",
    weight: 20,
    advice: "verify_by_sms",
    applies: (f) => f.payer_age_days === null,
    sentence: {
      uz: () => "Bu toʻlovchining birinchi toʻlovi, tarixi yoʻq",
      ru: () => "Первый платёж этого плательщика, истории нет",
      en: () => "The payer's first payment: there is no history",
    },
  },
  young_payer: {
    group: "history",
    weight: 19,
    advice: "verify_by_sms",
    applies: (f) => isWithinDays(f.payer_age_days, 7) || isWithinDays(f.user_age_days, 7),
    sentence: {
      uz: () => "Toʻlovchining ilk toʻlovidan beri hali bir hafta ham oʻtmagan",
      ru: () => "С первого платежа этого плательщика не прошло и недели",
      en: () => "The payer was first seen less than a week ago",
    },
  },
  night: {
    group: "time",
    weight: 18,
    advice: "verify_by_sms",
    applies: (f) => f.is_night === 1,
    sentence: {
      uz: (f) => `Tungi toʻlov (soat ${whole(f.hour)})`,
      ru: (f) => `Ночной платёж (${whole(f.hour)} ч)`,
      en: (f) => `Payment at night (${whole(f.hour)}:00)`,
    },
  },
} as const satisfies Record<string, Reason>;
