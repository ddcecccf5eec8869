import type { Rule } from "./rule.ts";

/** Trying cards one after another shows as many payers and declines on one device; payers alone would hit a shared terminal. */
export const cardTestingDevice: Rule = {
  rule_id: "rule_card_testing_device",
  name: {
    uz: "Bitta qurilmada koʻp karta rad etilgan",
    ru: "Много отклонённых карт на одном устройстве",
    en: "Many cards declined on one device",
  },
  description: {
    uz: "Karta sinash: bitta qurilmada ketma-ket koʻp toʻlovchi va rad etilgan urinishlar.",
    ru: "Перебор карт: на одном устройстве подряд много плательщиков и отказов.",
    en: "Card testing: many payers and declines on one device, one after another.",
  },
  enabled: true,
  priority: 3,
  conditions: {
    device_payers_10m: { operator: "greater_or_equal", value: 5 },
    device_declines_1h: { operator: "greater_or_equal", value: 3 },
  },
  action: "BLOCK",
  reason: "card_testing",
};
