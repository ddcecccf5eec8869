import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { before, firstHourOf, OFFSET_MS, type Period, startOfDay, type Unit } from "#platform/period";
import type { DecisionName } from "../schemas.ts";
import { liveSet, ruleOfHit } from "./count-decisions.ts";

/** How many decisions of each kind, and their amounts in US cents. */
export type DecisionSums = {
  approved: number;
  underReview: number;
  blocked: number;
  approvedCents: number;
  underReviewCents: number;
  blockedCents: number;
};

const sums = sql.raw(
  `coalesce(sum(approved), 0) AS approved, coalesce(sum(under_review), 0) AS underReview,
   coalesce(sum(blocked), 0) AS blocked, coalesce(sum(approved_cents), 0) AS approvedCents,
   coalesce(sum(under_review_cents), 0) AS underReviewCents, coalesce(sum(blocked_cents), 0) AS blockedCents`,
);

const ofDays = (organizationId: string, { fromDay, toDay }: Period) =>
  sql`rollup_set = ${liveSet} AND organization_id = ${organizationId} AND day BETWEEN ${fromDay} AND ${toDay}`;
const ofHours = (organizationId: string, { fromDay, toDay }: Period) =>
  sql`rollup_set = ${liveSet} AND organization_id = ${organizationId}
    AND hour >= ${firstHourOf(fromDay)} AND hour < ${firstHourOf(toDay + 1)}`;
const ofDecided = (organizationId: string, { fromDay, toDay }: Period) =>
  sql`organization_id = ${organizationId} AND decided_at >= ${startOfDay(fromDay)} AND decided_at < ${startOfDay(toDay + 1)}`;

export type Totals = DecisionSums & { processingMs: number; slowestMs: number };

/** The same of a period, and of as many days right before. */
export type Compared<T> = { now: T; earlier: T };

/** A period with the one before. */
const withBefore = (period: Period): Period => ({ fromDay: before(period).fromDay, toDay: period.toDay });

const nothing: Totals = {
  approved: 0,
  underReview: 0,
  blocked: 0,
  approvedCents: 0,
  underReviewCents: 0,
  blockedCents: 0,
  processingMs: 0,
  slowestMs: 0,
};

/** Everything that was decided. */
export async function sumDecisions(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<Compared<Totals>> {
  const rows = await db.all<Totals & { isNow: number }>(sql`
    SELECT hour >= ${firstHourOf(period.fromDay)} AS isNow, ${sums}, sum(processing_ms) AS processingMs,
      max(slowest_ms) AS slowestMs
    FROM antifraud_hour_rollups WHERE ${ofHours(organizationId, withBefore(period))} GROUP BY 1`);
  const of = (isNow: number) => rows.find((row) => row.isNow === isNow) ?? nothing;
  return { now: of(1), earlier: of(0) };
}

/** The hours and days of a series, by their numbers counted from 1970; hours of UTC, days of Tashkent. */
const unitOfHours = { hour: sql.raw("hour"), day: sql.raw("(hour + 5) / 24") };
const unitOfMoments = { hour: sql.raw("decided_at / 3600000"), day: sql.raw(`(decided_at + ${OFFSET_MS}) / 86400000`) };

/** The hours or days of a period on which something was decided, in order. */
export async function listDecisions(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
  unit: Unit,
): Promise<(DecisionSums & { at: number })[]> {
  return db.all(sql`
    SELECT ${unitOfHours[unit]} AS at, ${sums} FROM antifraud_hour_rollups WHERE ${ofHours(organizationId, period)}
    GROUP BY 1 ORDER BY 1`);
}

/** The same of confirmed frauds. */
export async function listFrauds(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
  unit: Unit,
): Promise<{ at: number; frauds: number; cents: number }[]> {
  return db.all(sql`
    SELECT ${unitOfMoments[unit]} AS at, count(*) AS frauds, sum(amount_usd_cents) AS cents FROM antifraud_outcomes
    WHERE ${ofDecided(organizationId, period)} AND is_fraud GROUP BY 1 ORDER BY 1`);
}

/** Decisions of a period by what is known of them: how many, and their amounts in US cents. */
export type OutcomeGroup = {
  decision: DecisionName;
  version: string;
  source: string;
  isFraud: number;
  verdict: "APPROVED" | "BLOCKED" | null;
  payments: number;
  cents: number;
};

export async function groupOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<Compared<OutcomeGroup[]>> {
  const rows = await db.all<OutcomeGroup & { isNow: number }>(sql`
    SELECT decided_at >= ${startOfDay(period.fromDay)} AS isNow, decision, ml_model_version AS version, source,
      is_fraud AS isFraud, verdict, count(*) AS payments, sum(amount_usd_cents) AS cents
    FROM antifraud_outcomes WHERE ${ofDecided(organizationId, withBefore(period))} GROUP BY 1, 2, 3, 4, 5, 6`);
  const of = (isNow: number) => rows.filter((row) => row.isNow === isNow);
  return { now: of(1), earlier: of(0) };
}

/** How many decisions each model made. */
export async function countByModel(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<{ version: string; payments: number }[]> {
  return db.all(sql`
    SELECT ml_model_version AS version, sum(approved + under_review + blocked) AS payments FROM antifraud_score_rollups
    WHERE ${ofDays(organizationId, period)} GROUP BY 1 ORDER BY 2 DESC, 1`);
}

export type StepSums = DecisionSums & { step: number; isHeld: number };

/** Decisions of a period by their score. */
export async function listSteps(db: DrizzleD1Database, organizationId: string, period: Period): Promise<StepSums[]> {
  return db.all(sql`
    SELECT is_held AS isHeld, step, ${sums} FROM antifraud_score_rollups WHERE ${ofDays(organizationId, period)}
    GROUP BY 1, 2 ORDER BY 1, 2`);
}

export type FraudStep = { step: number; isHeld: number; decision: DecisionName; frauds: number; cents: number };

/** Confirmed frauds of a period by their score. */
export async function listFraudSteps(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<FraudStep[]> {
  return db.all(sql`
    SELECT is_held AS isHeld, step, decision, count(*) AS frauds, sum(amount_usd_cents) AS cents FROM antifraud_outcomes
    WHERE ${ofDecided(organizationId, period)} AND is_fraud GROUP BY 1, 2, 3`);
}

export type MerchantSums = DecisionSums & { merchant: string };

/**
 * What was decided at each merchant. Goes from merchant to merchant and reads of each the days of the period alone: a plain
 * GROUP BY would sort every row of the period, or read every day that there ever was.
 */
export async function listMerchants(
  db: DrizzleD1Database,
  organizationId: string,
  { fromDay, toDay }: Period,
): Promise<MerchantSums[]> {
  const own = sql`rollup_set = ${liveSet} AND organization_id = ${organizationId}`;
  const rows = await db.all<{ merchant: string; sums: string }>(sql`
    WITH RECURSIVE names(name) AS (
      SELECT min(merchant) FROM antifraud_merchant_rollups WHERE ${own}
      UNION ALL
      SELECT (SELECT min(merchant) FROM antifraud_merchant_rollups WHERE ${own} AND merchant > names.name)
      FROM names WHERE names.name IS NOT NULL
    ), summed AS (
      SELECT name AS merchant, (
        SELECT json_array(sum(approved), sum(under_review), sum(blocked), sum(approved_cents), sum(under_review_cents),
          sum(blocked_cents))
        FROM antifraud_merchant_rollups WHERE ${own} AND merchant = names.name AND day BETWEEN ${fromDay} AND ${toDay}
      ) AS sums FROM names WHERE name IS NOT NULL
    )
    SELECT merchant, sums FROM summed WHERE sums ->> 0 IS NOT NULL`);
  return rows.map(({ merchant, sums: text }) => {
    // SAFETY: the query makes the list of six sums.
    const [approved, underReview, blocked, approvedCents, underReviewCents, blockedCents] = JSON.parse(text) as SixSums;
    return { merchant, approved, underReview, blocked, approvedCents, underReviewCents, blockedCents };
  });
}
type SixSums = [number, number, number, number, number, number];

export type MerchantDay = { merchant: string; day: number; transactions: number; blocked: number };

/** The days of some merchants on which something was decided there, in order. */
export async function listMerchantDays(
  db: DrizzleD1Database,
  organizationId: string,
  { fromDay, toDay }: Period,
  merchants: readonly string[],
): Promise<MerchantDay[]> {
  return db.all(sql`
    SELECT merchant, day, approved + under_review + blocked AS transactions, blocked FROM antifraud_merchant_rollups
    WHERE rollup_set = ${liveSet} AND organization_id = ${organizationId}
      AND merchant IN (SELECT value FROM json_each(${JSON.stringify(merchants)})) AND day BETWEEN ${fromDay} AND ${toDay}
    ORDER BY day`);
}

/** What is known of the payments at merchants: frauds, and honest payments that had been blocked. */
export type MerchantOutcome = { merchant: string; frauds: number; fraudCents: number; missed: number; cleared: number };

export async function listMerchantOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<MerchantOutcome[]> {
  return db.all(sql`
    SELECT merchant, sum(is_fraud) AS frauds, sum(is_fraud * amount_usd_cents) AS fraudCents,
      sum(is_fraud AND decision <> 'BLOCKED') AS missed, sum(NOT is_fraud AND decision = 'BLOCKED') AS cleared
    FROM antifraud_outcomes WHERE ${ofDecided(organizationId, period)} GROUP BY 1`);
}

export type RuleDay = { ruleId: string; day: number; hits: number; cents: number; lastHitAt: number };

/** Hits of rules on the days of a period, in order. */
export async function listRuleDays(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<Compared<RuleDay[]>> {
  const rows = await db.all<RuleDay>(sql`
    SELECT rule_id AS ruleId, day, hits, amount_cents AS cents, last_hit_at AS lastHitAt FROM antifraud_rule_rollups
    WHERE ${ofDays(organizationId, withBefore(period))} ORDER BY day, rule_id`);
  const isNow = ({ day }: RuleDay) => day >= period.fromDay;
  return { now: rows.filter(isNow), earlier: rows.filter((row) => !isNow(row)) };
}

export type RuleOutcome = { ruleId: string; labelled: number; frauds: number; fraudCents: number };

/** What is known of the payments that rules hit. */
export async function listRuleOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  period: Period,
): Promise<RuleOutcome[]> {
  return db.all(sql`
    SELECT ${ruleOfHit} AS ruleId, count(*) AS labelled, sum(is_fraud) AS frauds,
      sum(is_fraud * amount_usd_cents) AS fraudCents
    FROM antifraud_outcomes, json_each(antifraud_outcomes.rules) AS hit
    WHERE ${ofDecided(organizationId, period)} GROUP BY 1`);
}
