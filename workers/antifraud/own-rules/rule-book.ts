import type { Expression } from "../rule-language/expression.ts";
import type { Action } from "../rules/rule.ts";
import type { Snooze } from "../snoozes/snoozed-rules.ts";
import { conditionOf } from "./rule-document.ts";
import type { findInForce } from "./store.ts";

/** A rule as the activity objects know it. */
export type BookedRule = {
  id: string;
  revision: number;
  name: string;
  priority: number;
  action: Action;
  isShadow: boolean;
  /** There where the rule decides for so many of a hundred payers. */
  canaryPercent?: number;
  condition: Expression;
};

/** The rules of an organisation that are evaluated, and for whom not. Revisions only grow; older books know no snoozes. */
export type RuleBook = { revision: number; allowFirst: boolean; rules: BookedRule[]; snoozes?: Snooze[] };

/** A book on its way to an object: its text is not looked into there, unless it is newer. */
export type RulesWord = { revision: number; book: string };

export const bookOf = ({ revision, policy, rules, snoozes }: Awaited<ReturnType<typeof findInForce>>): RuleBook => ({
  revision,
  allowFirst: policy.allowFirst,
  ...(snoozes.length > 0 && { snoozes }),
  rules: rules.map((row) => ({
    id: row.ruleId,
    revision: row.revision,
    name: row.name,
    priority: row.priority,
    action: row.action,
    isShadow: row.state === "shadow",
    ...(row.canaryPercent !== null && { canaryPercent: row.canaryPercent }),
    condition: conditionOf(row),
  })),
});
