import type { ReasonCode } from "../reasons/index.ts";
import { type Compiled, compileExpression } from "../rule-language/compile-expression.ts";
import { Fault, type Subject } from "../rule-language/expression.ts";
import { compileConditions, judgeRule } from "../rule-language/judge-rule.ts";
import { rules as builtIn } from "../rules/index.ts";
import type { Action } from "../rules/rule.ts";
import type { ruleResults } from "../schemas.ts";
import type { RuleBook } from "./rule-book.ts";
import { refOf } from "./rule-document.ts";

export type RuleResult = (typeof ruleResults)[number];

/** A rule that every payment is held against, compiled. */
export type RuleInForce = {
  id: string;
  /** How evidence names it. */
  ref: string;
  name: string;
  priority: number;
  action: Action;
  isShadow: boolean;
  isOwn: boolean;
  /** The sentence that a hit of a built-in rule puts among the reasons. */
  reason: ReasonCode | null;
  holds: Compiled;
};

/** Every rule that is evaluated, most important first, and whether one that says ALLOW approves whatever else hits. */
export type RulesInForce = { allowFirst: boolean; rules: readonly RuleInForce[] };

export const builtInForce: readonly RuleInForce[] = builtIn
  .filter(({ enabled }) => enabled)
  .map((rule) => ({
    id: rule.rule_id,
    ref: rule.rule_id,
    name: rule.name,
    priority: rule.priority,
    action: rule.action,
    isShadow: false,
    isOwn: false,
    reason: rule.reason,
    holds: compileConditions(rule.conditions),
  }));

/** What decides where the organisation wrote no rules. */
export const builtInRules: RulesInForce = { allowFirst: false, rules: builtInForce };

/** Compiles the organisation's rules beside the built-in ones; once a revision, since it takes longer than to ask them. */
export function rulesInForce({ allowFirst, rules }: RuleBook): RulesInForce {
  return arrangeRules(allowFirst, [...builtInForce, ...rules.map(compileRule)]);
}

/** A rule of an organisation, compiled. */
export const compileRule = ({
  id,
  revision,
  name,
  priority,
  action,
  isShadow,
  condition,
}: RuleBook["rules"][number]): RuleInForce => ({
  id,
  ref: refOf(id, revision),
  name,
  priority,
  action,
  isShadow,
  isOwn: true,
  reason: null,
  holds: compileOrFail(condition),
});

/** Rules in the order in which they are looked at. */
export const arrangeRules = (allowFirst: boolean, rules: readonly RuleInForce[]): RulesInForce => ({
  allowFirst,
  rules: rules.toSorted(byImportance),
});

/** In the order of the list: by priority, then by id. */
const byImportance = (a: RuleInForce, b: RuleInForce): number => a.priority - b.priority || (a.id < b.id ? -1 : 1);

/** A rule that newer code cannot compile any more is an error of that rule alone. */
function compileOrFail(condition: RuleBook["rules"][number]["condition"]): Compiled {
  try {
    return compileExpression(condition);
  } catch {
    const fault = new Fault("", "Cannot be compiled");
    return () => fault;
  }
}

/** What every rule says of a payment; one in shadow that holds is told apart, since it decides nothing. */
export const lookThrough = ({ rules }: RulesInForce, subject: Subject): { rule: RuleInForce; result: RuleResult }[] =>
  rules.map((rule) => {
    const verdict = judgeRule(rule.holds, subject);
    return { rule, result: rule.isShadow && verdict === "hit" ? "shadow_hit" : verdict };
  });
