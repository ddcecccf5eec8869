import { and, eq, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { OFFSET_MS } from "#platform/period";
import { decisions } from "../schemas.ts";
import { DAY } from "../signals/windows.ts";
import {
  antifraudHourRollups as hours,
  antifraudMerchantRollups as merchants,
  antifraudOutcomes as outcomes,
  antifraudRuleRollups as rules,
  antifraudScoreRollups as scores,
  antifraudRollupSets as sets,
} from "./tables.ts";

/** Decisions that one batch counts: more than a batch of the projection inserts, so that a lag shrinks. */
const DECISIONS_AT_ONCE = 1000;

/** The set of rollups that is read. */
export const liveSet: SQL = sql`(SELECT id FROM antifraud_rollup_sets WHERE is_live)`;

/** Where a set that counted everything has its mark. */
export const lastDecision: SQL = sql`(SELECT coalesce(max(rowid), 0) FROM antifraud_transactions)`;

const day = sql.raw(`(t.created_at + ${OFFSET_MS}) / ${DAY}`);
const step = sql.raw("t.risk_score / 10 * 2 + (t.risk_score % 10 > 0)");
/** The rule of a hit: those of organisations are named with their revision. */
export const ruleOfHit = sql.raw("substr(hit.value, 1, instr(hit.value || '@', '@') - 1)");
const ruleHits = sql.raw("coalesce(t.evidence -> '$.rules.hit', '[]')");
/** A rule or a list hit, or the score is not the model's own: other thresholds would not have decided otherwise. */
const isHeld = sql.raw(`(t.evidence ->> '$.isStaged' IS NULL AND (
  coalesce(json_array_length(t.evidence, '$.rules.hit'), 0) > 0
  OR coalesce(json_array_length(t.evidence, '$.lists.held'), 0) > 0
  OR coalesce(round(t.evidence ->> '$.model.score') <> t.risk_score, 1)))`);
const sums = sql.raw(
  [
    ...decisions.map((decision) => `count(*) FILTER (WHERE t.decision = '${decision}')`),
    ...decisions.map((decision) => `coalesce(sum(t.amount_usd_cents) FILTER (WHERE t.decision = '${decision}'), 0)`),
  ].join(", "),
);

/** What is added where a row is there already; the six columns are called alike in every table. */
const added = (table: typeof hours | typeof scores | typeof merchants) => ({
  approved: sql`${table.approved} + excluded.approved`,
  underReview: sql`${table.underReview} + excluded.under_review`,
  blocked: sql`${table.blocked} + excluded.blocked`,
  approvedCents: sql`${table.approvedCents} + excluded.approved_cents`,
  underReviewCents: sql`${table.underReviewCents} + excluded.under_review_cents`,
  blockedCents: sql`${table.blockedCents} + excluded.blocked_cents`,
});

/**
 * The statements that count the decisions behind the mark of a set and move the mark, at most `DECISIONS_AT_ONCE`. In one
 * batch they count each decision once, whoever runs them, however often. Four rows are written for a decision without hits: its
 * hour, its score, its merchant and the mark; decisions of one batch share them.
 */
export function countNext(db: DrizzleD1Database, set: SQL) {
  const isNext = sql`t.rowid > (SELECT mark FROM antifraud_rollup_sets WHERE id = ${set})
    AND t.rowid <= (SELECT mark + ${DECISIONS_AT_ONCE} FROM antifraud_rollup_sets WHERE id = ${set})`;
  const from = sql`FROM antifraud_transactions AS t WHERE ${isNext}`;
  return [
    db
      .insert(hours)
      .select(
        sql`SELECT ${set}, t.organization_id, t.created_at / 3600000, ${sums}, sum(t.processing_time_ms), max(t.processing_time_ms)
          ${from} GROUP BY 2, 3`,
      )
      .onConflictDoUpdate({
        target: [hours.rollupSet, hours.organizationId, hours.hour],
        set: {
          ...added(hours),
          processingMs: sql`${hours.processingMs} + excluded.processing_ms`,
          slowestMs: sql`max(${hours.slowestMs}, excluded.slowest_ms)`,
        },
      }),
    db
      .insert(scores)
      .select(
        sql`SELECT ${set}, t.organization_id, ${day}, t.ml_model_version, ${isHeld}, ${step}, ${sums} ${from} GROUP BY 2, 3, 4, 5, 6`,
      )
      .onConflictDoUpdate({
        target: [scores.rollupSet, scores.organizationId, scores.day, scores.modelVersion, scores.isHeld, scores.step],
        set: added(scores),
      }),
    db
      .insert(merchants)
      .select(sql`SELECT ${set}, t.organization_id, t.merchant, ${day}, ${sums} ${from} GROUP BY 2, 3, 4`)
      .onConflictDoUpdate({
        target: [merchants.rollupSet, merchants.organizationId, merchants.merchant, merchants.day],
        set: added(merchants),
      }),
    db
      .insert(rules)
      .select(
        sql`SELECT ${set}, t.organization_id, ${day}, ${ruleOfHit}, count(*), sum(t.amount_usd_cents), max(t.created_at)
          FROM antifraud_transactions AS t, json_each(${ruleHits}) AS hit WHERE ${isNext} GROUP BY 2, 3, 4`,
      )
      .onConflictDoUpdate({
        target: [rules.rollupSet, rules.organizationId, rules.day, rules.ruleId],
        set: {
          hits: sql`${rules.hits} + excluded.hits`,
          amountCents: sql`${rules.amountCents} + excluded.amount_cents`,
          lastHitAt: sql`max(${rules.lastHitAt}, excluded.last_hit_at)`,
        },
      }),
    keepOutcomes(db, isNext),
    db
      .update(sets)
      .set({ mark: sql`min(mark + ${DECISIONS_AT_ONCE}, ${lastDecision})` })
      .where(and(eq(sets.id, set), sql`mark < ${lastDecision}`)),
  ] as const;
}

/** What stands in the newest report of a decision, the order being that of every list of reports. */
const newest = (what: string, only = "") =>
  sql.raw(`(SELECT ${what} FROM antifraud_labels AS r
    WHERE r.organization_id = t.organization_id AND r.transaction_id = t.transaction_id ${only}
    ORDER BY r.reported_at DESC, r.received_at DESC, r.rowid DESC LIMIT 1)`);

/**
 * The statement that keeps how decisions turned out, as it is known now; `isMeant` says which, of `t`. Those that nobody reported
 * on have no row, and what is known already costs no write.
 */
export function keepOutcomes(db: DrizzleD1Database, isMeant: SQL) {
  return db
    .insert(outcomes)
    .select(
      sql`SELECT t.organization_id, t.created_at, t.transaction_id, t.decision, ${step}, ${isHeld}, t.amount_usd_cents,
          t.merchant, t.ml_model_version, ${ruleHits}, l.source, l.is_fraud,
          ${newest("iif(r.is_fraud, 'BLOCKED', 'APPROVED')", "AND r.source = 'review'")}
        FROM antifraud_transactions AS t CROSS JOIN antifraud_labels AS l ON l.rowid = ${newest("r.rowid")} WHERE ${isMeant}`,
    )
    .onConflictDoUpdate({
      target: [outcomes.organizationId, outcomes.decidedAt, outcomes.transactionId],
      set: Object.fromEntries(kept.map((field) => [field, sql.raw(`excluded.${outcomes[field].name}`)])),
      setWhere: sql.raw(`(${named("antifraud_outcomes")}) IS NOT (${named("excluded")})`),
    });
}

/** What may be kept anew of an outcome: everything but its key. */
const kept = [
  "decision",
  "step",
  "isHeld",
  "amountUsdCents",
  "merchant",
  "modelVersion",
  "rules",
  "source",
  "isFraud",
  "verdict",
] as const;
const named = (table: string) => kept.map((field) => `${table}.${outcomes[field].name}`).join(", ");
