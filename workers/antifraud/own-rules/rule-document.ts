import type { Expression } from "../rule-language/expression.ts";
import { type Conditions, fromConditions } from "../rule-language/from-conditions.ts";
import type { Action } from "../rules/rule.ts";

/**
 * `draft` is never evaluated on payments, `shadow` is evaluated and decides nothing, `canary` decides for some payers and is in
 * shadow for the others, `live` decides.
 */
export const ruleStates = ["draft", "shadow", "canary", "live"] as const;
export type RuleState = (typeof ruleStates)[number];

/** What a rule of an organisation says at one revision. Exactly one of `conditions` and `expression` is there. */
export type RuleDocument = {
  name: string;
  description: string;
  enabled: boolean;
  /** Lower is looked at first when several rules of one severity hit. */
  priority: number;
  conditions: Conditions | null;
  expression: Expression | null;
  action: Action;
  state: RuleState;
  /** For how many of a hundred payers a rule on canary decides; null of any other, and absent from versions of older builds. */
  canaryPercent: number | null;
};

/** Whether a rule decides on payments. */
export const decides = ({ enabled, state }: Pick<RuleDocument, "enabled" | "state">): boolean =>
  enabled && (state === "canary" || state === "live");

/** What has to hold for a rule to hit. */
export function conditionOf({ conditions, expression }: Pick<RuleDocument, "conditions" | "expression">): Expression {
  if (expression !== null) return expression;
  return fromConditions(conditions ?? {});
}

/** How evidence names a rule: a rule's id holds no `@`. */
export const refOf = (ruleId: string, revision: number): string => `${ruleId}@${revision}`;

/** The rule that evidence names; `revision` is null of a built-in one. */
export function readRef(ref: string): { ruleId: string; revision: number | null } {
  const at = ref.lastIndexOf("@");
  return at < 0 ? { ruleId: ref, revision: null } : { ruleId: ref.slice(0, at), revision: Number(ref.slice(at + 1)) };
}
