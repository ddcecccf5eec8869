import type { Thresholds } from "../decide.ts";
import type { RuleDocument } from "../own-rules/rule-document.ts";

/** A rule that is tried: added, or in the place of every revision of the rule with its id. It decides as a live one. */
export type DraftRule = { ruleId: string } & Pick<
  RuleDocument,
  "name" | "description" | "priority" | "conditions" | "expression" | "action"
>;

/** What a backtest changes of the rules as they stood; all else stays. */
export type Changes = {
  rules: DraftRule[];
  /** Ids of rules that are left out, in every revision. */
  remove: string[];
  thresholds?: Pick<Thresholds, "reviewFrom" | "blockAbove">;
  allowFirst?: boolean;
};
