import type { Localized } from "#platform/i18n";
import { formatUsd as usd } from "#platform/money";
import type { Advice } from "./advices.ts";
import type { PaymentFacts } from "./describe-payment.ts";
import type { FeatureGroup } from "./signals/feature-groups.ts";
import type { Features } from "./signals/features.ts";

/** What a sentence may fill in. */
export type ReasonFacts = Partial<Features> & PaymentFacts & { homeCity: string | null };

type Reason = {
  /** Whose part in the model's score it puts into words. */
  group: FeatureGroup | null;
  /** How much it says beside others of its group, or beside all where the model gave no opinion. */
  weight: number;
  /** What to do when it leads. */
  advice: Advice;
  /** Whether its sentence is true of the payment, also where no rule hit. */
  applies: (facts: ReasonFacts) => boolean;
  sentence: Localized<(facts: ReasonFacts) => string>;
};

const at = (value: number | null | undefined): number => value ?? 0;
const times = (value: number | null | undefined) => at(value).toFixed(at(value) < 10 ? 1 : 0);
const kmh = (value: number | null | undefined) => Math.round(at(value)).toString();

const testedCards = (f: ReasonFacts) => Math.max(at(f.device_payers_10m), at(f.ip_payers_10m));
const percent = (share: number | null | undefined) => Math.round(100 * at(share)).toString();
const whole = (value: number | null | undefined) => Math.floor(at(value)).toString();
const minutesSinceLast = (f: ReasonFacts) => Math.max(1, Math.ceil(at(f.payer_minutes_since_last)));
const isWithinDays = (age: number | null | undefined, days: number) => age !== null && age !== undefined && age < days;
/** Whether the payer, or anyone, uses the device or the address for the first time within a day. */
const isNewAccess = (f: ReasonFacts) =>
  f.payer_new_device === 1 ||
  f.payer_new_ip === 1 ||
  isWithinDays(f.device_age_days, 1) ||
  isWithinDays(f.ip_age_days, 1);
const busiestHour = (f: ReasonFacts) => Math.max(at(f.payer_count_1h), at(f.user_count_1h));
const fraudsOfPayer = (f: ReasonFacts) => Math.max(at(f.payer_frauds_28d), at(f.user_frauds_28d));

/** A reason of less weight says little by itself: it is named only where the model shows that it moved the score. */
export const SPEAKS_ALONE_FROM = 25;

/** The amount in the currency of the payment, in which it is round. */
const ownAmount = (f: ReasonFacts) =>
  `${f.amount_local.toString().replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")}\u00a0${f.currency}`;

const placeOf = ({ city, country }: ReasonFacts) => city ?? country ?? "—";

/** Every reason by code. A rule names one; those that apply without a rule explain what moved the model. */
export const reasons = {
  card_testing: {
    group: "access",
    weight: 100,
    advice: "block_and_investigate",
    applies: (f) =>
      (at(f.device_payers_10m) >= 3 && at(f.device_declines_1h) >= 2) ||
      (at(f.ip_payers_10m) >= 5 && at(f.ip_declines_1h) >= 3),
    sentence: {
      uz: (f) => `Bitta qurilma yoki manzilda ketma-ket karta sinalmoqda (10 daqiqada ${testedCards(f)} ta karta)`,
      ru: (f) => `Перебор карт с одного устройства или адреса (карт за 10 минут: ${testedCards(f)})`,
      en: (f) => `Cards are being tested from one device or address (${testedCards(f)} cards in 10 minutes)`,
    },
  },
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
  impossible_travel: {
    group: "place",
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
    group: "place",
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
  shared_device: {
    group: "access",
    weight: 75,
    advice: "verify_by_sms",
    applies: (f) => at(f.device_payers_24h) >= 3,
    sentence: {
      uz: (f) => `Qurilmadan bir sutkada ${at(f.device_payers_24h)} xil toʻlovchi foydalandi`,
      ru: (f) => `Разных плательщиков с этого устройства за сутки: ${at(f.device_payers_24h)}`,
      en: (f) => `${at(f.device_payers_24h)} different payers used this device within a day`,
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
  large_amount_new_access: {
    group: "access",
    weight: 76,
    advice: "call_customer",
    applies: (f) => f.amount >= 1000 && isNewAccess(f),
    sentence: {
      uz: (f) => `Katta summa yangi qurilma yoki IP manzildan toʻlanmoqda (${usd(f.amount, "uz")})`,
      ru: (f) => `Крупная сумма с нового устройства или IP-адреса (${usd(f.amount, "ru")})`,
      en: (f) => `Large amount from a new device or IP address (${usd(f.amount, "en")})`,
    },
  },
  card_trial: {
    group: "access",
    weight: 74,
    advice: "block_and_investigate",
    applies: (f) => f.amount < 10 && isNewAccess(f),
    sentence: {
      uz: (f) =>
        `Yangi qurilma yoki IP manzildan kichik summa: karta sinab koʻrilayotgan boʻlishi mumkin (${usd(f.amount, "uz")})`,
      ru: (f) => `Мелкая сумма с нового устройства или IP-адреса, так проверяют чужие карты (${usd(f.amount, "ru")})`,
      en: (f) => `Small amount from a new device or IP address, as when a card is tried out (${usd(f.amount, "en")})`,
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
  new_device: {
    group: "access",
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
  international: {
    group: "place",
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
  shared_address: {
    group: "access",
    weight: 23,
    advice: "verify_by_sms",
    applies: (f) => at(f.ip_payers_10m) >= 3,
    sentence: {
      uz: (f) => `Bitta IP manzildan 10 daqiqada ${at(f.ip_payers_10m)} xil toʻlovchi toʻladi`,
      ru: (f) => `Разных плательщиков с одного IP-адреса за 10 минут: ${at(f.ip_payers_10m)}`,
      en: (f) => `${at(f.ip_payers_10m)} different payers at one IP address within 10 minutes`,
    },
  },
  fresh_device: {
    group: "access",
    weight: 22,
    advice: "verify_by_sms",
    applies: (f) => isWithinDays(f.device_age_days, 1),
    sentence: {
      uz: () => "Bu qurilmadan qilingan ilk toʻlovdan beri hali bir sutka ham oʻtmagan",
      ru: () => "С первого платежа с этого устройства не прошло и суток",
      en: () => "The device was first seen less than a day ago",
    },
  },
  new_address: {
    group: "access",
    weight: 21,
    advice: "verify_by_sms",
    applies: (f) => f.payer_new_ip === 1,
    sentence: {
      uz: () => "Toʻlovchi bu IP manzildan birinchi marta toʻlamoqda",
      ru: () => "Плательщик впервые платит с этого IP-адреса",
      en: () => "The payer pays from this IP address for the first time",
    },
  },
  fresh_address: {
    group: "access",
    weight: 20,
    advice: "verify_by_sms",
    applies: (f) => isWithinDays(f.ip_age_days, 1),
    sentence: {
      uz: () => "Bu IP manzildan qilingan ilk toʻlovdan beri hali bir sutka ham oʻtmagan",
      ru: () => "С первого платежа с этого IP-адреса не прошло и суток",
      en: () => "The IP address was first seen less than a day ago",
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
  model_pattern: {
    group: null,
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
    group: null,
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
