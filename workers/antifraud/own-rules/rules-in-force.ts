import { type Band, defaultBand } from "../breakers/band.ts";
import { defaultThresholds, type Thresholds } from "../decide.ts";
import type { ruleResults } from "../evidence-schema.ts";
import type { ReasonCode } from "../reasons/index.ts";
import { type Compiled, compileExpression } from "../rule-language/compile-expression.ts";
import { Fault, type Subject } from "../rule-language/expression.ts";
import { compileConditions, judgeRule } from "../rule-language/judge-rule.ts";
import { rules as builtIn } from "../rules/index.ts";
import type { Action } from "../rules/rule.ts";
import { hashOf } from "../signals/payment.ts";
import { bySnoozedPayer, type Snoozes } from "../snoozes/snoozed-rules.ts";
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
  /** There where the rule decides for so many of a hundred payers alone. */
  canaryPercent?: number;
  isOwn: boolean;
  /** The sentence that a hit of a built-in rule puts among the reasons. */
  reason: ReasonCode | null;
  holds: Compiled;
};

/** Every rule that is evaluated, most important first, and whether one that says ALLOW approves whatever else hits. */
export type RulesInForce = {
  allowFirst: boolean;
  rules: readonly RuleInForce[];
  snoozes: Snoozes;
  /** From which share of blocks on a breaker trips. */
  band: Band;
  thresholds: Thresholds;
};

export const builtInForce: readonly RuleInForce[] = builtIn
  .filter(({ enabled }) => enabled)
  .map((rule) => ({
    id: rule.rule_id,
    ref: rule.rule_id,
    // Goes into events alone, which webhooks carry to machines.
    name: rule.name.en,
    priority: rule.priority,
    action: rule.action,
    isShadow: false,
    isOwn: false,
    reason: rule.reason,
    holds: compileConditions(rule.conditions),
  }));

/** What decides where the organisation wrote no rules. */
export const builtInRules: RulesInForce = {
  allowFirst: false,
  rules: builtInForce,
  snoozes: new Map(),
  band: defaultBand,
  thresholds: defaultThresholds,
};

/** Compiles the organisation's rules beside the built-in ones; once a revision, since it takes longer than to ask them. */
export function rulesInForce(book: RuleBook): RulesInForce {
  const { allowFirst, rules, snoozes = [], band = defaultBand, thresholds = defaultThresholds } = book;
  const all = inOrder([...builtInForce, ...rules.map(compileRule)]);
  return { allowFirst, rules: all, snoozes: bySnoozedPayer(snoozes), band, thresholds };
}

/** A rule of an organisation, compiled. */
export const compileRule = ({
  id,
  revision,
  name,
  priority,
  action,
  isShadow,
  canaryPercent,
  condition,
}: RuleBook["rules"][number]): RuleInForce => ({
  id,
  ref: refOf(id, revision),
  name,
  priority,
  action,
  isShadow,
  ...(canaryPercent !== undefined && { canaryPercent }),
  isOwn: true,
  reason: null,
  holds: compileOrFail(condition),
});

/** Rules in the order in which they are looked at. */
export const inOrder = (rules: readonly RuleInForce[]): RuleInForce[] => rules.toSorted(byImportance);

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

const BUCKETS = 10_000;

/** Whether a rule decides for a payer: on canary always for the same ones, and with a greater share for these and others. */
const decidesFor = ({ id, isShadow, canaryPercent }: RuleInForce, payer: string): boolean =>
  !isShadow && (canaryPercent === undefined || hashOf(`${id}:${payer}`) % BUCKETS < (canaryPercent / 100) * BUCKETS);

/** Whose payment is looked at: the name of the card or user that pays, and which rules are snoozed for them. */
type Looking = { payer: string; snoozed: ReadonlySet<string> };

/** A rule, what became of it, and whether its word counts for the payer. */
export type Looked = { rule: RuleInForce; result: RuleResult; isDeciding: boolean };

/** What every rule says of a payment; one that holds but is snoozed or in shadow for its payer is told apart: it decides nothing. */
export const lookThrough = (
  { rules }: Pick<RulesInForce, "rules">,
  subject: Subject,
  { payer, snoozed }: Looking,
): Looked[] =>
  rules.map((rule) => {
    const verdict = judgeRule(rule.holds, subject);
    const isSnoozed = snoozed.has(rule.id);
    const isDeciding = !isSnoozed && decidesFor(rule, payer);
    if (verdict !== "hit" || isDeciding) return { rule, result: verdict, isDeciding };
    return { rule, result: isSnoozed ? "snoozed" : "shadow_hit", isDeciding };
  });
