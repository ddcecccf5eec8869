import type { Reason } from "./reason.ts";

/** What a hit of the organisation's own rules says; the names are in the words of whoever wrote them. */
export const ownRuleReasons = {
  own_rule_blocks: {
    group: null,
    weight: 0,
    advice: "block_and_investigate",
    applies: () => false,
    sentence: {
      uz: (f) => `Tashkilot qoidasi toʻlovni rad etdi: ${f.blockingRules ?? ""}`,
      ru: (f) => `Платёж отклонён по правилу организации: ${f.blockingRules ?? ""}`,
      en: (f) => `Refused by the organisation's rule: ${f.blockingRules ?? ""}`,
    },
  },
  own_rule_reviews: {
    group: null,
    weight: 0,
    advice: "review_by_hand",
    applies: () => false,
    sentence: {
      uz: (f) => `Tashkilot qoidasi tekshiruv talab qildi: ${f.reviewingRules ?? ""}`,
      ru: (f) => `Правило организации требует проверки: ${f.reviewingRules ?? ""}`,
      en: (f) => `Sent to review by the organisation's rule: ${f.reviewingRules ?? ""}`,
    },
  },
} as const satisfies Record<string, Reason>;
