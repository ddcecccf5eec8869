import { formatUsd as usd } from "#platform/money";
import { at, isWithinDays, type Reason, type ReasonFacts } from "./reason.ts";

const testedCards = (f: ReasonFacts) => Math.max(at(f.device_payers_10m), at(f.ip_payers_10m));
/** Whether the payer, or anyone, uses the device or the address for the first time within a day. */
const isNewAccess = (f: ReasonFacts) =>
  f.payer_new_device === 1 ||
  f.payer_new_ip === 1 ||
  isWithinDays(f.device_age_days, 1) ||
  isWithinDays(f.ip_age_days, 1);

/** About the device and the IP address. */
export const accessReasons = {
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
} as const satisfies Record<string, Reason>;
