import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { liveSet } from "../analytics/count-decisions.ts";
import { antifraudReviews as reviews } from "../review/tables.ts";
import { ANY_DECISION } from "../watch/scored-payments.ts";

const HOUR_MS = 3_600_000;

/** A stretch of time in epoch milliseconds; its end is not of it. */
export type Span = { from: number; to: number };

export type SpanSums = {
  payments: number;
  approved: number;
  underReview: number;
  blocked: number;
  blockedCents: number;
};

/**
 * What was decided in a span, exactly: whole hours are taken from the rollups, what is before and behind them from an index over
 * decisions, which is never read for more than two hours.
 */
export async function sumSpan(db: DrizzleD1Database, organizationId: string, { from, to }: Span): Promise<SpanSums> {
  const [firstHour, endHour] = [Math.ceil(from / HOUR_MS), Math.floor(to / HOUR_MS)];
  const hasHours = firstHour < endHour;
  const edges: Span[] = hasHours
    ? [
        { from, to: firstHour * HOUR_MS },
        { from: endHour * HOUR_MS, to },
      ]
    : [{ from, to }];
  const parts = edges
    .filter((edge) => edge.from < edge.to)
    .map(
      (edge) => sql`
      SELECT count(*) FILTER (WHERE decision = 'APPROVED') AS approved,
        count(*) FILTER (WHERE decision = 'UNDER_REVIEW') AS under_review,
        count(*) FILTER (WHERE decision = 'BLOCKED') AS blocked,
        coalesce(sum(amount_usd_cents) FILTER (WHERE decision = 'BLOCKED'), 0) AS blocked_cents
      FROM antifraud_transactions INDEXED BY antifraud_transactions_by_minute
      WHERE organization_id = ${organizationId} AND created_at >= ${edge.from} AND created_at < ${edge.to}`,
    );
  if (hasHours)
    parts.push(sql`
      SELECT approved, under_review, blocked, blocked_cents FROM antifraud_hour_rollups
      WHERE rollup_set = ${liveSet} AND organization_id = ${organizationId} AND hour >= ${firstHour} AND hour < ${endHour}`);
  const [sums] = await db.all<Omit<SpanSums, "payments">>(sql`
    SELECT coalesce(sum(approved), 0) AS approved, coalesce(sum(under_review), 0) AS underReview,
      coalesce(sum(blocked), 0) AS blocked, coalesce(sum(blocked_cents), 0) AS blockedCents
    FROM (${sql.join(parts, sql` UNION ALL `)})`);
  const { approved, underReview, blocked, blockedCents } = sums!;
  return { payments: approved + underReview + blocked, approved, underReview, blocked, blockedCents };
}

/** How many decisions of a span lacked something that they should have rested on; an index holds those alone. */
export async function countDegraded(
  db: DrizzleD1Database,
  organizationId: string,
  { from, to }: Span,
): Promise<number> {
  const [row] = await db.all<{ payments: number }>(sql`
    SELECT count(*) AS payments FROM antifraud_transactions INDEXED BY antifraud_transactions_degraded
    WHERE organization_id = ${organizationId} AND created_at >= ${from} AND created_at < ${to}
      AND evidence ->> '$.degraded' <> '[]'`);
  return row?.payments ?? 0;
}

/** How many decisions of a span took how long, the fastest first. */
export async function listLatencies(
  db: DrizzleD1Database,
  organizationId: string,
  { from, to }: Span,
): Promise<{ ms: number; payments: number }[]> {
  return db.all(sql`
    SELECT processing_time_ms AS ms, count(*) AS payments
    FROM antifraud_transactions INDEXED BY antifraud_transactions_by_minute
    WHERE organization_id = ${organizationId} AND created_at >= ${from} AND created_at < ${to}
    GROUP BY 1 ORDER BY 1`);
}

/** The model that decided most payments of a span, and how many they were. */
export async function findBusiestModel(
  db: DrizzleD1Database,
  organizationId: string,
  { from, to }: Span,
): Promise<{ version: string; payments: number } | undefined> {
  const [busiest] = await db.all<{ version: string; payments: number }>(sql`
    SELECT ml_model_version AS version, count(*) AS payments FROM antifraud_transactions
    WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION} AND created_at >= ${from}
      AND created_at < ${to} AND ml_model_version <> 'rules-only'
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`);
  return busiest;
}

/** Scores that a model gave in a span: of every `every`th payment by the millisecond in which it was decided. */
export async function sampleScores(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
  { from, to }: Span,
  every: number,
): Promise<number[]> {
  const rows = await db.all<{ score: number }>(sql`
    SELECT evidence ->> '$.model.score' AS score FROM antifraud_transactions
    WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION} AND created_at >= ${from}
      AND created_at < ${to} AND ml_model_version = ${version} AND created_at % ${every} = 0`);
  return rows.map(({ score }) => score).filter((score) => score !== null);
}

/** How the queue of an organisation stands at a time: how many reviews are open, how many of them too long, since when the oldest. */
export async function measureQueue(db: DrizzleD1Database, organizationId: string, now: number) {
  const isWaiting = and(eq(reviews.organizationId, organizationId), isNull(reviews.closedAt));
  const [[open], [overdue], [oldest]] = await db.batch([
    db.select({ reviews: sql<number>`count(*)` }).from(reviews).where(isWaiting),
    db
      .select({ reviews: sql<number>`count(*)` })
      .from(reviews)
      .where(and(isWaiting, lt(reviews.dueAt, now))),
    db
      .select({ at: sql<number | null>`min(${reviews.openedAt})` })
      .from(reviews)
      .where(isWaiting),
  ]);
  return { open: open?.reviews ?? 0, overdue: overdue?.reviews ?? 0, oldestAt: oldest?.at ?? null };
}
