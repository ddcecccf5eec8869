import { exchangeRates } from "#platform/exchange-rates";
import type { Language, Localized } from "#platform/i18n";
import { fromMinor, toMinor } from "#platform/money";
import type { Contributions } from "./contributions.ts";
import type { Decision, Thresholds } from "./decide.ts";
import type { PaymentBrief } from "./describe-payment.ts";
import { adviceFor, explain, localizedSentenceOf, sentenceOf } from "./explain.ts";
import { type Judgement, judgePayment } from "./judge-payment.ts";
import type { RuleResult, RulesInForce } from "./own-rules/rules-in-force.ts";
import type { ReasonCode } from "./reasons/index.ts";
import type { ReasonFacts } from "./reasons/reason.ts";
import type { Action } from "./rules/rule.ts";
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
  /** Every rule looked at, by what became of it: ids of built-in ones, `id@revision` of the organisation's (`refOf`). */
  rules: Partial<Record<RuleResult, string[]>>;
  /** The organisation's rules that hit and counted, most important first; absent where none did. */
  ownHits?: OwnHit[];
  /** There where a rule that says ALLOW goes before all others. */
  allowFirst?: true;
  /** Why, leading reason first, and the places that the sentences name. */
  reasons: ReasonCode[];
  places: { country: string | null; city: string | null; home: string | null };
  /** The amount as it was sent, where it has more digits than its currency. */
  amountLocal?: number;
  thresholds: Thresholds;
  degraded: DegradedPart[];
  timings: { gather: number; assess: number; total: number };
  ratesAsOf: string;
  /** There where the sandbox decided by the amount alone. */
  isStaged?: true;
};

/** A rule of the organisation that hit; the first few of each action with the names that they had. */
type OwnHit = { ref: string; action: Action; name?: string };

/** Sentences stay readable, and evidence small, however many rules hit. */
const MOST_NAMED = 3;

/** The share of the features that is known. */
function completenessOf(vector: Float32Array): number {
  let known = 0;
  for (const value of vector) if (!Number.isNaN(value)) known++;
  return known / vector.length;
}

/** Rules by what became of them. */
const byResult = (looked: Judgement["looked"]): EvidenceRecord["rules"] =>
  Object.fromEntries(
    [...Map.groupBy(looked, ({ result }) => result)].map(([result, group]) => [
      result,
      group.map(({ rule }) => rule.ref),
    ]),
  );

function toOwnHits(hits: RulesInForce["rules"]): OwnHit[] {
  const named: Record<Action, number> = { BLOCK: 0, REVIEW: 0, ALLOW: 0 };
  return hits
    .filter(({ isOwn }) => isOwn)
    .map(({ ref, action, name }) => ({ ref, action, ...(named[action]++ < MOST_NAMED && { name }) }));
}

/** The names of the organisation's rules that hit, as sentences fill them in. */
export function namesOfHits(ownHits: readonly OwnHit[] = []): Pick<ReasonFacts, "blockingRules" | "reviewingRules"> {
  const named = (action: Action) =>
    ownHits.flatMap((hit) => (hit.action === action ? (hit.name ?? []) : [])).join("; ");
  return { blockingRules: named("BLOCK"), reviewingRules: named("REVIEW") };
}

/** The sentence by which a hit of an organisation's rule is told. */
const ownReasons: Record<Action, ReasonCode[]> = {
  BLOCK: ["own_rule_blocks"],
  REVIEW: ["own_rule_reviews"],
  ALLOW: [],
};

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
export function assessPayment(input: Known & Opinion & { inForce: RulesInForce }): Assessment {
  const { brief, features, vector, model, contributions, thresholds, inForce } = input;
  const degraded = model === null ? [...input.degraded, "model" as const] : input.degraded;
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity: input.homeCity };
  const { looked, decision } = judgePayment(
    inForce,
    { values: facts },
    {
      modelScore: model?.score ?? null,
      agreement: model?.agreement ?? 0,
      completeness: completenessOf(vector),
      amountUsd: brief.facts.amount,
      isNewcomer: features.payer_age_days === null,
      thresholds,
    },
  );
  const isApproved = decision.decision === "APPROVED";
  const hits = decision.hits.map(({ ruleId }) => inForce.rules.find(({ ref }) => ref === ruleId)!);
  // What was approved in spite of a hit tells nobody of it but the evidence.
  const hitReasons = isApproved ? [] : hits.flatMap(({ reason, action }) => reason ?? ownReasons[action]);
  const ownHits = toOwnHits(hits);
  const codes = explain(facts, hitReasons, { isApproved, hasModel: model !== null, contributions });
  const version = model?.version ?? "rules-only";
  const rules = byResult(looked);
  const assessment = conclude(input, { decision, codes, version, model, contributions, degraded, rules, ownHits });
  if (!inForce.allowFirst) return assessment;
  return { ...assessment, evidence: { ...assessment.evidence, allowFirst: true } };
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
    ownHits: [],
  });
  return { ...assessment, evidence: { ...assessment.evidence, isStaged: true } };
}

/** Whether whole minor units do not tell an amount as rules saw it. */
const isFinerThanMinor = ({ amount_local: amount, currency }: PaymentBrief["facts"]): boolean =>
  fromMinor(toMinor(amount, currency), currency) !== amount;

/** The answer and the evidence of a decision. */
function conclude(
  { brief, features, vector, homeCity, thresholds, language, timings }: Known,
  found: Opinion & {
    decision: Decision;
    codes: ReasonCode[];
    version: string;
    rules: EvidenceRecord["rules"];
    ownHits: OwnHit[];
  },
): Assessment {
  const { decision, codes, version, model, contributions, degraded, rules, ownHits } = found;
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity, ...namesOfHits(ownHits) };
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
      ...(ownHits.length > 0 && { ownHits }),
      reasons: codes,
      places: { country: brief.facts.country, city: brief.facts.city, home: homeCity },
      ...(isFinerThanMinor(brief.facts) && { amountLocal: brief.facts.amount_local }),
      thresholds,
      degraded,
      timings,
      ratesAsOf: exchangeRates.asOf,
    },
  };
}
