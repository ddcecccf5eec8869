import { exchangeRates } from "#platform/exchange-rates";
import type { Language, Localized } from "#platform/i18n";
import { fromMinor, toMinor } from "#platform/money";
import { type RecordedAggregates, toFields } from "./aggregates/aggregates-in-force.ts";
import type { Watched } from "./breakers/block-counts.ts";
import { watchPayment } from "./breakers/watch-payment.ts";
import type { Contributions } from "./contributions.ts";
import type { Decision, Thresholds } from "./decide.ts";
import type { PaymentBrief } from "./describe-payment.ts";
import { byResult, type EvidenceRecord, namesOfHits, type OwnHit, toOwnHits, withoutZeros } from "./evidence-record.ts";
import type { DegradedPart } from "./evidence-schema.ts";
import { adviceFor, explain, localizedSentenceOf, sentenceOf } from "./explain.ts";
import { fieldsOfSubjects, type ListKind } from "./lists/list-subjects.ts";
import { askLists, type ListEvidence, type ListsOnPayment, namesOfLists } from "./lists/lists-on-payment.ts";
import type { RulesInForce } from "./own-rules/rules-in-force.ts";
import { reachDecision } from "./reach-decision.ts";
import type { ReasonCode } from "./reasons/index.ts";
import type { ReasonFacts } from "./reasons/reason.ts";
import type { Action } from "./rules/rule.ts";
import type { StagedDecision } from "./sandbox/amounts.ts";
import type { Answer } from "./schemas.ts";
import { type Features, packVector } from "./signals/features.ts";

/** What the model said of a vector. `score` is on the scale of 0 to 1000. */
export type ModelOpinion = { version: string; probability: number; score: number; agreement: number };

/** The share of the features that is known. */
function completenessOf(vector: Float32Array): number {
  let known = 0;
  for (const value of vector) if (!Number.isNaN(value)) known++;
  return known / vector.length;
}

/** The sentence by which a hit of an organisation's rule is told. */
const ownReasons: Record<Action, ReasonCode[]> = {
  BLOCK: ["own_rule_blocks"],
  REVIEW: ["own_rule_reviews"],
  ALLOW: [],
};

/** The sentence by which a hit of a list is told. */
const listReasons: Record<ListKind, ReasonCode[]> = { block: ["list_blocks"], watch: ["list_watches"], allow: [] };

export type Assessment = {
  decision: Decision;
  answer: Answer;
  leadingReason: Localized | null;
  evidence: EvidenceRecord;
  /** What breakers count of it. */
  watched: Watched;
};

/** What is known of a payment when it is assessed. */
type Known = {
  brief: PaymentBrief;
  features: Features;
  recorded: RecordedAggregates;
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
  /** What the model gives an ordinary payment; there with the contributions. */
  ordinaryScore?: number;
  degraded: DegradedPart[];
};

/** The rules and lists that a payment is held against, the rules snoozed for its payer, and what was stopped from blocking. */
type Applied = {
  inForce: RulesInForce;
  lists: ListsOnPayment | null;
  snoozed: ReadonlySet<string>;
  tripped: ReadonlySet<string>;
};

/** Turns features and the model's opinion into the decision, its answer in the caller's language, and its evidence. Pure. */
export function assessPayment(input: Known & Opinion & Applied): Assessment {
  const { brief, features, vector, model, contributions, ordinaryScore, thresholds, inForce, tripped } = input;
  const lists = input.lists?.evidence;
  const degraded = model === null ? [...input.degraded, "model" as const] : input.degraded;
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity: input.homeCity };
  const subject = {
    values: { ...facts, ...fieldsOfSubjects(brief.subjects), ...toFields(input.recorded.aggregates) },
    isListed: askLists(lists, input.lists?.known ?? new Map()),
  };
  const applied = { inForce, lists, payer: brief.entities.payer, snoozed: input.snoozed, tripped };
  const { looked, listHits, decision } = reachDecision(applied, subject, {
    modelScore: model?.score ?? null,
    agreement: model?.agreement ?? 0,
    completeness: completenessOf(vector),
    amountUsd: brief.facts.amount,
    isNewcomer: features.payer_age_days === null,
    thresholds,
  });
  const isApproved = decision.decision === "APPROVED";
  const listKinds = new Map(listHits.map(({ ref, kind }) => [ref, kind]));
  const rulesByRef = new Map(inForce.rules.map((rule) => [rule.ref, rule]));
  const hits = decision.hits.flatMap(({ ruleId, action }) => {
    const rule = rulesByRef.get(ruleId);
    return rule ? [{ ...rule, action }] : [];
  });
  // What was approved in spite of a hit tells nobody of it but the evidence.
  const hitReasons = isApproved
    ? []
    : decision.hits.flatMap(({ ruleId, action }) => {
        const kind = listKinds.get(ruleId);
        return kind ? listReasons[kind] : (rulesByRef.get(ruleId)?.reason ?? ownReasons[action]);
      });
  const ownHits = toOwnHits(hits);
  const codes = explain(facts, hitReasons, { isApproved, hasModel: model !== null, contributions });
  const version = model?.version ?? "rules-only";
  const rules = byResult(looked);
  const found = { decision, codes, version, model, contributions, degraded, rules, ownHits };
  const concluded = conclude(input, {
    ...found,
    ...(ordinaryScore !== undefined && { ordinaryScore }),
    ...(lists && { lists }),
  });
  const { watched, stopped } = watchPayment(looked, decision, { hasModel: model !== null, tripped });
  return {
    ...concluded,
    evidence: {
      ...concluded.evidence,
      ...(stopped.length > 0 && { tripped: stopped }),
      ...(inForce.allowFirst && { allowFirst: true }),
    },
    watched,
  };
}

/** What the sandbox was asked for by the amount: neither model nor rules decide, the rest is as ever. Pure. */
export function assessStaged(input: Known, staged: StagedDecision): Assessment {
  const { decision, score: riskScore, confidence, reasons: codes, version, degraded = [] } = staged;
  const concluded = conclude(input, {
    decision: { decision, riskScore, confidence, hits: [], modelBlocks: false },
    codes: [...codes],
    version,
    model: null,
    contributions: null,
    degraded: [...degraded],
    rules: {},
    ownHits: [],
  });
  return { ...concluded, evidence: { ...concluded.evidence, isStaged: true }, watched: { asked: [], blocks: [] } };
}

/** Whether whole minor units do not tell an amount as rules saw it. */
const isFinerThanMinor = ({ amount_local: amount, currency }: PaymentBrief["facts"]): boolean =>
  fromMinor(toMinor(amount, currency), currency) !== amount;

/** The answer and the evidence of a decision. */
function conclude(
  { brief, features, recorded, vector, homeCity, thresholds, language, timings }: Known,
  found: Opinion & {
    decision: Decision;
    codes: ReasonCode[];
    version: string;
    rules: EvidenceRecord["rules"];
    ownHits: OwnHit[];
    lists?: ListEvidence;
  },
): Omit<Assessment, "watched"> {
  const { decision, codes, version, model, contributions, degraded, rules, ownHits, lists } = found;
  const named = { ...namesOfHits(ownHits), ...namesOfLists(lists) };
  const facts: ReasonFacts = { ...features, ...brief.facts, homeCity, ...named };
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
      ...(found.ordinaryScore !== undefined && { ordinaryScore: found.ordinaryScore }),
      rules,
      ...(ownHits.length > 0 && { ownHits }),
      ...(lists && { lists }),
      ...recorded,
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
