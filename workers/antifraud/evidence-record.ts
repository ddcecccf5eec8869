import type { Contributions } from "./contributions.ts";
import type { Thresholds } from "./decide.ts";
import type { DegradedPart } from "./evidence-schema.ts";
import type { ListEvidence } from "./lists/lists-on-payment.ts";
import type { Looked, RuleInForce, RuleResult } from "./own-rules/rules-in-force.ts";
import type { ReasonCode } from "./reasons/index.ts";
import type { ReasonFacts } from "./reasons/reason.ts";
import type { Action } from "./rules/rule.ts";

/** Everything that a decision rests on, in the compact form that is kept with it. */
export type EvidenceRecord = {
  /** The feature vector, see `packVector`. */
  features: string;
  model: { version: string; probability: number; score: number } | null;
  /** The points of every group that moved the score; null where the model did not ask for a person. */
  contributions: Partial<Contributions> | null;
  /** What the model gave an ordinary payment, from which they count; absent without them, and from records of older builds. */
  ordinaryScore?: number;
  /** Every rule looked at, by what became of it: ids of built-in ones, `id@revision` of the organisation's (`refOf`). */
  rules: Partial<Record<RuleResult, string[]>>;
  /** The organisation's rules that hit and counted, most important first; absent where none did. */
  ownHits?: OwnHit[];
  /** What would have blocked and was stopped from it, as `rules` names it, or `model`; absent where nothing was. */
  tripped?: string[];
  /** What lists held; absent where the organisation had none. */
  lists?: ListEvidence;
  /** There where what says ALLOW goes before all others. */
  allowFirst?: true;
  /** Every aggregate of the organisation then, by `refOf`; null where it had nothing to tell. Absent where there were none. */
  aggregates?: Record<string, number | null>;
  /** Those of them that would be greater, had there been room. */
  aggregatesAtLeast?: string[];
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
export type OwnHit = { ref: string; action: Action; name?: string };

/** Sentences stay readable, and evidence small, however many rules hit. */
const MOST_NAMED = 3;

/** Rules by what became of them. */
export const byResult = (looked: readonly Looked[]): EvidenceRecord["rules"] =>
  Object.fromEntries(
    [...Map.groupBy(looked, ({ result }) => result)].map(([result, group]) => [
      result,
      group.map(({ rule }) => rule.ref),
    ]),
  );

/** The hits of the organisation's rules, as they are kept. */
export function toOwnHits(hits: readonly Pick<RuleInForce, "isOwn" | "ref" | "action" | "name">[]): OwnHit[] {
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

/** Contributions that moved the score. */
export const withoutZeros = (contributions: Contributions): Partial<Contributions> =>
  Object.fromEntries(Object.entries(contributions).filter(([, points]) => points !== 0));
