import { at, placeOf, type Reason } from "./reason.ts";

const kmh = (value: number | null | undefined) => Math.round(at(value)).toString();

/** About where the payment is made. */
export const placeReasons = {
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
} as const satisfies Record<string, Reason>;
