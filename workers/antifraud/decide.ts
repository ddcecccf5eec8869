import type { Verdict } from "./rule-language/judge-rule.ts";
import type { Action } from "./rules/rule.ts";
import type { DecisionName } from "./schemas.ts";

/** Where the score begins to need a person, and above which it is refused. */
export type Thresholds = { reviewFrom: number; blockAbove: number };
export const defaultThresholds: Thresholds = { reviewFrom: 500, blockAbove: 800 };

/** Without the model no payment above this sum, in US dollars, is approved unseen. */
export const UNSEEN_LIMIT_USD = 100;

/**
 * Above this score the model alone may refuse a payer's first payment. Honest newcomers would be refused eight times as
 * often as others if one threshold held for both (models/fraud-risk/CARD.md); below it a person looks.
 */
export const NEWCOMER_BLOCK_ABOVE = 900;

export type RuleOutcome = { ruleId: string; action: Action; verdict: Verdict };

export type DecisionInput = {
  /** The model's score from 0 to 1000, or null where the model could not answer. */
  modelScore: number | null;
  /** How far the members of the model agree, 0 to 1; counts for nothing without a model. */
  agreement: number;
  /** Share of the features that are known, 0 to 1. */
  completeness: number;
  amountUsd: number;
  /** Whether the payer was never seen before. */
  isNewcomer: boolean;
  /** Every rule that was looked at, most important first. */
  rules: readonly RuleOutcome[];
  /** Whether a rule that says ALLOW approves although others hit. */
  allowFirst?: boolean;
  /** Whether the model's breaker tripped: what it alone would block, a person looks at. */
  isModelTripped?: boolean;
  thresholds: Thresholds;
};

export type Decision = {
  decision: DecisionName;
  riskScore: number;
  confidence: number;
  /** The rules that hit: the most severe first, unless one that allows goes before all. */
  hits: RuleOutcome[];
  /** Whether the model alone asks to block. */
  modelBlocks: boolean;
};

/** How severe an action is; the most severe hit decides, of those as severe the one that was looked at first. */
const severity: Record<Action, number> = { BLOCK: 3, REVIEW: 2, ALLOW: 1 };
const severityAllowFirst: Record<Action, number> = { ...severity, ALLOW: 4 };

/** THE FRAUD DECISION. Pure: the same evidence always gets the same answer. */
export function decide(input: DecisionInput): Decision {
  const { thresholds, modelScore } = input;
  const rank = input.allowFirst ? severityAllowFirst : severity;
  const hits = input.rules.filter(({ verdict }) => verdict === "hit").sort((a, b) => rank[b.action] - rank[a.action]);
  const asked = scoreWithoutRules(input);
  const modelBlocks = modelScore !== null && outcomeOf(asked, thresholds) === "BLOCKED";
  const score = modelBlocks && input.isModelTripped ? thresholds.blockAbove : asked;
  const riskScore = Math.round(withRule(score, hits[0]?.action, thresholds, hits.length));
  const confidence = confidenceOf(input, hits.length > 0 && modelScore !== null);
  return { decision: outcomeOf(riskScore, thresholds), riskScore, confidence, hits, modelBlocks };
}

/** The model's score, of newcomers no block that is not clear; without a model nothing above the limit passes unseen. */
function scoreWithoutRules({ modelScore, amountUsd, isNewcomer, thresholds }: DecisionInput): number {
  if (modelScore === null) return amountUsd > UNSEEN_LIMIT_USD ? thresholds.reviewFrom : 0;
  return isNewcomer && modelScore <= NEWCOMER_BLOCK_ABOVE ? Math.min(modelScore, thresholds.blockAbove) : modelScore;
}

/** The leading rule lifts the score into its band, or holds it there; further hits raise it within the band. */
function withRule(
  score: number,
  action: Action | undefined,
  { reviewFrom, blockAbove }: Thresholds,
  hits: number,
): number {
  const further = 30 * (hits - 1);
  switch (action) {
    case "BLOCK":
      return Math.min(1000, Math.max(score, blockAbove + 60 + further));
    case "REVIEW":
      return Math.max(score, Math.min(blockAbove, reviewFrom + 50 + further));
    case "ALLOW":
      return Math.min(score, reviewFrom - 1);
    default:
      return score;
  }
}

function outcomeOf(score: number, { reviewFrom, blockAbove }: Thresholds): DecisionName {
  if (score > blockAbove) return "BLOCKED";
  return score >= reviewFrom ? "UNDER_REVIEW" : "APPROVED";
}

/** From 0 to 1, to two digits: how much was known, how far the model's members agree, and whether a rule confirms it. */
function confidenceOf({ agreement, completeness, modelScore }: DecisionInput, isConfirmed: boolean): number {
  if (modelScore === null) return 0.5;
  const confidence = (0.5 + 0.5 * completeness) * agreement;
  return Math.round(100 * (isConfirmed ? Math.max(confidence, 0.8) : confidence)) / 100;
}
