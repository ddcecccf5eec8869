import { dayOf } from "#platform/period";
import type { Judgement } from "../reach-decision.ts";
import type { DecisionName } from "../schemas.ts";
import type { Label, Obstacle } from "./words.ts";

/** Payments, and their amounts in US cents. */
export type Counted = { payments: number; cents: number };

/** What is counted of one rule that is tried. */
export type RuleTally = {
  hits: Counted;
  /** Hits of payments that no other rule hit. */
  unique: number;
  missing: number;
  errors: number;
  byLabel: Record<Label, Counted>;
  /** Hits by what was decided live. */
  byLive: Record<DecisionName, number>;
  /** On how many payments each other rule hit too, by its id. */
  overlap: Record<string, number>;
  /** Hits by day of Asia/Tashkent, counted from 1970. */
  days: Record<number, number>;
  /** The newest payments that it hit. */
  samples: string[];
};

export type DayTally = { payments: number; changed: number } & Record<DecisionName, number>;

/** What a backtest found so far; plain data, kept as JSON between its chunks. */
export type Tally = {
  replayed: number;
  changed: number;
  scoresChanged: number;
  withoutModel: number;
  detailsForgotten: number;
  obstacles: Partial<Record<Obstacle, number>>;
  /** By `label|live decision|decision`. */
  cells: Record<string, Counted>;
  /** By what the backtest decided, for each day of Asia/Tashkent. */
  days: Record<number, DayTally>;
  rules: Record<string, RuleTally>;
};

/** A decision that was made again. */
export type Replayed = {
  row: {
    transactionId: string;
    decision: DecisionName;
    riskScore: number;
    amountUsdCents: number;
    createdAt: number;
  };
  label: Label;
  judged: Judgement;
  hasModel: boolean;
  isForgotten: boolean;
};

const MOST_SAMPLES = 20;

const nothing = (): Counted => ({ payments: 0, cents: 0 });

export function emptyTally(ruleIds: readonly string[]): Tally {
  const ofRule = (): RuleTally => ({
    hits: nothing(),
    unique: 0,
    missing: 0,
    errors: 0,
    byLabel: { fraud: nothing(), legitimate: nothing(), unknown: nothing() },
    byLive: { APPROVED: 0, UNDER_REVIEW: 0, BLOCKED: 0 },
    overlap: {},
    days: {},
    samples: [],
  });
  return {
    replayed: 0,
    changed: 0,
    scoresChanged: 0,
    withoutModel: 0,
    detailsForgotten: 0,
    obstacles: {},
    cells: {},
    days: {},
    rules: Object.fromEntries(ruleIds.map((id) => [id, ofRule()])),
  };
}

export function addObstacle(tally: Tally, obstacle: Obstacle): void {
  tally.obstacles[obstacle] = (tally.obstacles[obstacle] ?? 0) + 1;
}

/** Adds a decision; tells whether it is another one than the live. */
export function addReplayed(tally: Tally, { row, label, judged, hasModel, isForgotten }: Replayed): boolean {
  const { decision, riskScore } = judged.decision;
  const day = dayOf(row.createdAt);
  const isChanged = decision !== row.decision;
  tally.replayed++;
  if (isChanged) tally.changed++;
  if (riskScore !== row.riskScore) tally.scoresChanged++;
  if (!hasModel) tally.withoutModel++;
  if (isForgotten) tally.detailsForgotten++;
  const cell = cellOf(label, row.decision, decision);
  tally.cells[cell] ??= nothing();
  count(tally.cells[cell], row.amountUsdCents);
  tally.days[day] ??= { payments: 0, changed: 0, APPROVED: 0, UNDER_REVIEW: 0, BLOCKED: 0 };
  const ofDay = tally.days[day];
  ofDay.payments++;
  ofDay[decision]++;
  if (isChanged) ofDay.changed++;
  addRules(tally.rules, { row, label, looked: judged.looked, day });
  return isChanged;
}

export const cellOf = (label: Label, live: DecisionName, decision: DecisionName): string =>
  `${label}|${live}|${decision}`;

function addRules(
  rules: Tally["rules"],
  { row, label, looked, day }: Pick<Replayed, "row" | "label"> & Pick<Judgement, "looked"> & { day: number },
): void {
  const tried = looked.filter(({ rule }) => Object.hasOwn(rules, rule.id));
  if (tried.length === 0) return;
  const hits = looked.flatMap(({ rule, result }) => (result === "hit" ? [rule.id] : []));
  for (const { rule, result } of tried) {
    const tally = rules[rule.id]!;
    if (result === "missing") tally.missing++;
    else if (result === "error") tally.errors++;
    if (result !== "hit") continue;
    count(tally.hits, row.amountUsdCents);
    count(tally.byLabel[label], row.amountUsdCents);
    tally.byLive[row.decision]++;
    tally.days[day] = (tally.days[day] ?? 0) + 1;
    if (hits.length === 1) tally.unique++;
    for (const other of hits) if (other !== rule.id) tally.overlap[other] = (tally.overlap[other] ?? 0) + 1;
    tally.samples.push(row.transactionId);
    if (tally.samples.length > MOST_SAMPLES) tally.samples.shift();
  }
}

function count(into: Counted, cents: number): void {
  into.payments++;
  into.cents += cents;
}
