import type { Rule } from "./rule.ts";

/** A taken-over account pays much, soon, from a device that the payer never used. */
export const takeover: Rule = {
  rule_id: "rule_takeover",
  name: {
    uz: "Yangi qurilma, katta summa",
    ru: "Новое устройство, крупная сумма",
    en: "New device, large amount",
  },
  description: {
    uz: "Akkaunt egallanganiga oʻxshaydi: toʻlovchi hech qachon ishlatmagan qurilmadan, odatdagidan besh barobardan katta summa.",
    ru: "Похоже на захват аккаунта: устройство, с которого плательщик никогда не платил, и сумма более чем в пять раз выше обычной.",
    en: "Looks like a taken-over account: a device that the payer never used, and more than five times what they usually spend.",
  },
  enabled: true,
  priority: 9,
  conditions: {
    payer_new_device: { operator: "equals", value: 1 },
    amount: { operator: "greater_than", value: 300 },
    payer_amount_to_typical: { operator: "greater_than", value: 5 },
  },
  action: "REVIEW",
  reason: "large_amount_new_access",
};
