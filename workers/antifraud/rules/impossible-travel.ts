import type { Rule } from "./rule.ts";

/** The two last places are further apart than an airliner flies in the time between. */
export const impossibleTravel: Rule = {
  rule_id: "rule_impossible_travel",
  name: {
    uz: "Ikki joy orasida yetib boʻlmaydigan tezlik",
    ru: "Невозможное перемещение: быстрее самолёта",
    en: "Faster than an aeroplane",
  },
  description: {
    uz: "Soʻnggi ikki toʻlov joyi orasidagi masofani oradagi vaqtda yoʻlovchi samolyoti ham bosib oʻta olmaydi.",
    ru: "Между местами двух последних платежей за прошедшее время не долетит и пассажирский самолёт.",
    en: "The places of the last two payments are further apart than an airliner flies in the time between.",
  },
  enabled: true,
  priority: 7,
  conditions: {
    payer_travel_kmh: { operator: "greater_than", value: 900 },
    payer_travel_km: { operator: "greater_than", value: 300 },
  },
  action: "REVIEW",
  reason: "impossible_travel",
};
