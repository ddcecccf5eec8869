import type { Band } from "../breakers/band.ts";
import type { BreakerState } from "../breakers/breaker.ts";
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

/** The rules of an organisation that are evaluated, and how far. Revisions only grow; books of older builds lack what is optional. */
export type RuleBook = {
  revision: number;
  allowFirst: boolean;
  rules: BookedRule[];
  /** For whom which rule is out of force. */
  snoozes?: Snooze[];
  band?: Band;
  /** Breakers that ever tripped, or were reset. */
  breakers?: BreakerState[];
};

/** A book on its way to an object: its text is not looked into there, unless it is newer. */
export type RulesWord = { revision: number; book: string };

type InForce = Awaited<ReturnType<typeof findInForce>>;

export const bookOf = ({ revision, policy, rules, snoozes, breakers }: InForce): RuleBook => ({
  revision,
  allowFirst: policy.allowFirst,
  ...(snoozes.length > 0 && { snoozes }),
  band: policy.breaker,
  ...(breakers.length > 0 && { breakers }),
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
