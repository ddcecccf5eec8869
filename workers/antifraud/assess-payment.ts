import { exchangeRates } from "#platform/exchange-rates";
import type { Language, Localized } from "#platform/i18n";
import type { Contributions } from "./contributions.ts";
import { type Decision, decide, type Thresholds } from "./decide.ts";
import type { PaymentBrief } from "./describe-payment.ts";
import { adviceFor, explain, localizedSentenceOf, sentenceOf } from "./explain.ts";
import type { ReasonCode } from "./reasons/index.ts";
import type { ReasonFacts } from "./reasons/reason.ts";
import { compileConditions, judgeRule, type Verdict } from "./rule-language/judge-rule.ts";
import { rules } from "./rules/index.ts";
import type { StagedDecision } from "./sandbox/amounts.ts";
import type { Answer, DegradedPart } from "./schemas.ts";
import { type Features, packVector } from "./signals/features.ts";

/** What the model said of a vector. `score` is on the scale of 0 to 1000. */
export type ModelOpinion = { version: string; probability: number; score: number; agreement: number };

/** Everything that a decision rests on, in the compact form that is kept with it. */
export type EvidenceRecord = {
  /** The feature vector, see `packVector`. */
  features: string;
  model: { version: string; probability: number; score: number } | null;
  /** The points of every group that moved the score; null where the model did not ask for a person. */
  contributions: Partial<Contributions> | null;
  /** The ids of every rule looked at, by its verdict. */
  rules: Partial<Record<Verdict, string[]>>;
  /** Why, leading reason first, and the places that the sentences name. */
  reasons: ReasonCode[];
  places: { country: string | null; city: string | null; home: string | null };
  thresholds: Thresholds;
  degraded: DegradedPart[];
  timings: { gather: number; assess: number; total: number };
  ratesAsOf: string;
  /** There where the sandbox decided by the amount alone. */
  isStaged?: true;
};

const rulesInForce = rules
  .filter(({ enabled }) => enabled)
  .map((rule) => ({ rule, holds: compileConditions(rule.conditions) }));

/** The share of the features that is known. */
function completenessOf(vector: Float32Array): number {
  let known = 0;
  for (const value of vector) if (!Number.isNaN(value)) known++;
  return known / vector.length;
}

/** Ids of rules by verdict. */
const byVerdict = (looked: readonly (readonly [ruleId: string, Verdict])[]): EvidenceRecord["rules"] =>
  Object.fromEntries(
    [...Map.groupBy(looked, ([, verdict]) => verdict)].map(([verdict, group]) => [verdict, group.map(([id]) => id)]),
  );

const withoutZeros = (contributions: Contributions): Partial<Contributions> =>
  Object.fromEntries(Object.entries(contributions).filter(([, points]) => points !== 0));

export type Assessment = {
  decision: Decision;
  answer: Answer;
  leadingReason: Localized | null;
  evidence: EvidenceRecord;
};

/** What is known of a payment when it is assessed. */
type Known = {
  brief: PaymentBrief;
  features: Features;
  /** The same as the model got them. */
  vector: Float32Array;
  homeCity: string | null;
  thresholds: Thresholds;
  language: Language;
  timings: EvidenceRecord["timings"];
};

type Opinion = {
  model: ModelOpinion | null;
  /** What moved the model, where that was asked. */
  contributions: Contributions | null;
  degraded: DegradedPart[];
};

/** Turns features and the model's opinion into the decision, its answer in the caller's language, and its evidence. Pure. */
export function assessPayment(input: Known & Opinion): Assessment {
  const { brief, features, vector, model, contributions, thresholds } = input;
  const degraded = model === null ? [...input.degraded, "model" as const] : input.degraded;
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity: input.homeCity };
  const looked = rulesInForce.map(({ rule, holds }) => ({ rule, verdict: judgeRule(holds, { values: facts }) }));
  const decision = decide({
    modelScore: model?.score ?? null,
    agreement: model?.agreement ?? 0,
    completeness: completenessOf(vector),
    amountUsd: brief.facts.amount,
    isNewcomer: features.payer_age_days === null,
    rules: looked.map(({ rule, verdict }) => ({ ruleId: rule.rule_id, action: rule.action, verdict })),
    thresholds,
  });
  const hitReasons = decision.hits.flatMap(
    ({ ruleId }) => rules.find(({ rule_id }) => rule_id === ruleId)?.reason ?? [],
  );
  const isApproved = decision.decision === "APPROVED";
  const codes = explain(facts, hitReasons, { isApproved, hasModel: model !== null, contributions });
  const verdicts = byVerdict(looked.map(({ rule, verdict }) => [rule.rule_id, verdict] as const));
  const version = model?.version ?? "rules-only";
  return conclude(input, { decision, codes, version, model, contributions, degraded, rules: verdicts });
}

/** What the sandbox was asked for by the amount: neither model nor rules decide, the rest is as ever. Pure. */
export function assessStaged(input: Known, staged: StagedDecision): Assessment {
  const { decision, score: riskScore, confidence, reasons: codes, version, degraded = [] } = staged;
  const assessment = conclude(input, {
    decision: { decision, riskScore, confidence, hits: [] },
    codes: [...codes],
    version,
    model: null,
    contributions: null,
    degraded: [...degraded],
    rules: {},
  });
  return { ...assessment, evidence: { ...assessment.evidence, isStaged: true } };
}

/** The answer and the evidence of a decision. */
function conclude(
  { brief, features, vector, homeCity, thresholds, language, timings }: Known,
  found: Opinion & { decision: Decision; codes: ReasonCode[]; version: string; rules: EvidenceRecord["rules"] },
): Assessment {
  const { decision, codes, version, model, contributions, degraded, rules } = found;
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity };
  const isApproved = decision.decision === "APPROVED";
  return {
    decision,
    answer: {
      transaction_id: brief.payment.id,
      decision: decision.decision,
      risk_score: decision.riskScore,
      confidence: decision.confidence,
      reasons: codes.map((code) => sentenceOf(code, facts, language)),
      recommended_action: adviceFor(codes, isApproved, language),
      ml_model_version: version,
      processing_time_ms: Math.round(timings.total),
      ...(degraded.length > 0 && { degraded }),
    },
    leadingReason: codes[0] === undefined ? null : localizedSentenceOf(codes[0], facts),
    evidence: {
      features: packVector(vector),
      model: model && { version: model.version, probability: model.probability, score: model.score },
      contributions: contributions && withoutZeros(contributions),
      rules,
      reasons: codes,
      places: { country: brief.facts.country, city: brief.facts.city, home: homeCity },
      thresholds,
      degraded,
      timings,
      ratesAsOf: exchangeRates.asOf,
    },
  };
}
