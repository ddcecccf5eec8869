import type { Rule } from "./rule.ts";

/** As for devices, but only for review: mobile networks put many honest people behind one address. */
export const cardTestingAddress: Rule = {
  rule_id: "rule_card_testing_address",
  name: {
    uz: "Bitta IP manzildan koʻp karta rad etilgan",
    ru: "Много отклонённых карт с одного IP-адреса",
    en: "Many cards declined from one address",
  },
  description: {
    uz: "Karta sinash alomati: bitta IP manzildan koʻp toʻlovchi va rad etilgan urinishlar. Mobil tarmoqlarda bir manzil ortida koʻp halol odam boʻladi, shuning uchun faqat tekshiruvga yuboriladi.",
    ru: "Признак перебора карт: с одного IP-адреса много плательщиков и отказов. В мобильных сетях за одним адресом много честных людей, поэтому платёж только уходит на проверку.",
    en: "A sign of card testing: many payers and declines from one address. Mobile networks put many honest people behind one address, so it goes to review only.",
  },
  enabled: true,
  priority: 4,
  conditions: {
    ip_payers_10m: { operator: "greater_or_equal", value: 8 },
    ip_declines_1h: { operator: "greater_or_equal", value: 4 },
  },
  action: "REVIEW",
  reason: "card_testing",
};
