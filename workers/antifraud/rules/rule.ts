import type { Localized } from "#platform/i18n";
import type { ReasonCode } from "../reasons/index.ts";
import type { Conditions } from "../rule-language/from-conditions.ts";

export const actions = ["BLOCK", "REVIEW", "ALLOW"] as const;
export type Action = (typeof actions)[number];

/** A rule in the published form. Fields are the features, and the payment's own facts; `amount` is in US dollars. */
export type Rule = {
  rule_id: string;
  /** What people read; the id is what stays. */
  name: Localized;
  description: Localized;
  enabled: boolean;
  /** Lower is looked at first when several rules of one severity hit. */
  priority: number;
  conditions: Conditions;
  action: Action;
  /** The sentence that a hit puts among the reasons. */
  reason: ReasonCode;
};
