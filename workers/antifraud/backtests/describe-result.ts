import { dateOf, TIME_ZONE } from "#platform/period";
import { type DecisionName, decisions } from "../schemas.ts";
import type { Changes, DraftRule } from "./changes.ts";
import type { Quality, ResultView, RuleReport } from "./schemas.ts";
import { type Counted, cellOf, type RuleTally, type Tally } from "./tally.ts";
import { type Label, labels, obstacles } from "./words.ts";

type Sample = RuleReport["sample_hits"][number];

/** What a backtest found, as its readers see it; `samplesOf` tells of the sample hits of a rule. */
export function describeResult(
  tally: Tally,
  { rules }: Changes,
  samplesOf: (rule: DraftRule, transactionIds: readonly string[]) => Sample[],
): ResultView {
  const cells = decisions.flatMap((live) => decisions.map((backtest) => ({ live, backtest })));
  return {
    replayed: tally.replayed,
    not_replayed: obstacles.flatMap((reason) => {
      const found = tally.obstacles[reason];
      return found === undefined ? [] : [{ reason, decisions: found }];
    }),
    without_model: tally.withoutModel,
    details_forgotten: tally.detailsForgotten,
    decisions_changed: tally.changed,
    scores_changed: tally.scoresChanged,
    decisions: cells.map(({ live, backtest }) => ({
      live,
      backtest,
      ...toVolume(sum(labels.map((label) => tally.cells[cellOf(label, live, backtest)]))),
    })),
    live: sideOf((label, live) => sum(decisions.map((again) => tally.cells[cellOf(label, live, again)]))),
    backtest: sideOf((label, again) => sum(decisions.map((live) => tally.cells[cellOf(label, live, again)]))),
    rules: rules.map((rule) => {
      const found = tally.rules[rule.ruleId]!;
      return { ...describeRule(rule, found), sample_hits: samplesOf(rule, found.samples) };
    }),
    days: Object.entries(tally.days)
      .map(([day, { payments, changed, APPROVED, UNDER_REVIEW, BLOCKED }]) => ({
        day: dateOf(Number(day)),
        payments,
        changed,
        approved: APPROVED,
        under_review: UNDER_REVIEW,
        blocked: BLOCKED,
      }))
      .sort(byDay),
    time_zone: TIME_ZONE,
  };
}

/** How known frauds and known legitimate payments were decided, and how good that is. */
function sideOf(of: (label: Label, decision: DecisionName) => Counted): ResultView["live"] {
  return {
    labels: labels.flatMap((label) =>
      decisions.map((decision) => ({ label, decision, ...toVolume(of(label, decision)) })),
    ),
    blocked: qualityOf(of, ["BLOCKED"]),
    blocked_or_reviewed: qualityOf(of, ["BLOCKED", "UNDER_REVIEW"]),
  };
}

function qualityOf(of: (label: Label, decision: DecisionName) => Counted, stopped: readonly DecisionName[]): Quality {
  const passed = decisions.filter((decision) => !stopped.includes(decision));
  const sumOf = (label: Label, which: readonly DecisionName[]) => sum(which.map((decision) => of(label, decision)));
  const caught = sumOf("fraud", stopped);
  const missed = sumOf("fraud", passed);
  const wronged = sumOf("legitimate", stopped);
  const spared = sumOf("legitimate", passed);
  return {
    precision: share(caught.payments, wronged.payments),
    recall: share(caught.payments, missed.payments),
    false_positive_rate: share(wronged.payments, spared.payments),
    fraud_stopped: toVolume(caught),
    fraud_missed: toVolume(missed),
    legitimate_stopped: toVolume(wronged),
  };
}

function describeRule({ ruleId, name, action }: DraftRule, tally: RuleTally): Omit<RuleReport, "sample_hits"> {
  const { hits, byLabel } = tally;
  return {
    rule_id: ruleId,
    name,
    action,
    hits: hits.payments,
    amount_usd: hits.cents / 100,
    unique_hits: tally.unique,
    missing: tally.missing,
    errors: tally.errors,
    precision: share(byLabel.fraud.payments, byLabel.legitimate.payments),
    by_label: labels.map((label) => ({ label, ...toVolume(byLabel[label]) })),
    by_live_decision: decisions.map((decision) => ({ decision, payments: tally.byLive[decision] })),
    overlap: Object.entries(tally.overlap)
      .map(([rule_id, payments]) => ({ rule_id, payments, share: payments / hits.payments }))
      .sort((a, b) => b.payments - a.payments || (a.rule_id < b.rule_id ? -1 : 1)),
    days: Object.entries(tally.days)
      .map(([day, found]) => ({ day: dateOf(Number(day)), hits: found }))
      .sort(byDay),
  };
}

const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : 1);

/** The share of one part in both; null where both are empty. */
const share = (part: number, other: number): number | null => (part + other === 0 ? null : part / (part + other));

const sum = (parts: readonly (Counted | undefined)[]): Counted =>
  parts.reduce<Counted>(
    (total, part) => ({ payments: total.payments + (part?.payments ?? 0), cents: total.cents + (part?.cents ?? 0) }),
    { payments: 0, cents: 0 },
  );

const toVolume = ({ payments, cents }: Counted) => ({ payments, amount_usd: cents / 100 });
