import { openReadSession } from "#platform/database";
import { boundsOf, dateOf, dayOf, LONGEST_DAYS_BY_HOUR, startOf, type Unit } from "#platform/period";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import { type DecisionSums, listDecisions, listFrauds } from "./rollup-store.ts";
import type { TrendQuery, Trends } from "./schemas.ts";

const none: DecisionSums = {
  approved: 0,
  underReview: 0,
  blocked: 0,
  approvedCents: 0,
  underReviewCents: 0,
  blockedCents: 0,
};

/** Decisions and confirmed frauds over a period, hour by hour or day by day, without gaps. */
export async function readTrends(platform: Platform, organizationId: string, query: TrendQuery): Promise<Trends> {
  const { bucket } = query;
  const period = readPeriod(platform, query, bucket === "hour" ? LONGEST_DAYS_BY_HOUR : undefined);
  const { db } = openReadSession(platform.env);
  const [decided, frauds] = await Promise.all([
    listDecisions(db, organizationId, period, bucket),
    listFrauds(db, organizationId, period, bucket),
  ]);
  const decidedAt = new Map(decided.map((row) => [row.at, row]));
  const fraudsAt = new Map(frauds.map((row) => [row.at, row]));
  const { first, end } = boundsOf(period, bucket);
  return {
    period: toPeriodView(period),
    bucket,
    data: Array.from({ length: end - first }, (_, i) =>
      toPoint(bucket, first + i, decidedAt.get(first + i) ?? none, fraudsAt.get(first + i)),
    ),
  };
}

function toPoint(
  bucket: Unit,
  at: number,
  sums: DecisionSums,
  fraud: { frauds: number; cents: number } | undefined,
): Trends["data"][number] {
  const start = startOf(at, bucket);
  return {
    start: new Date(start).toISOString(),
    date: dateOf(dayOf(start)),
    transactions: sums.approved + sums.underReview + sums.blocked,
    approved: sums.approved,
    under_review: sums.underReview,
    blocked: sums.blocked,
    amount_usd: (sums.approvedCents + sums.underReviewCents + sums.blockedCents) / 100,
    blocked_usd: sums.blockedCents / 100,
    frauds: fraud?.frauds ?? 0,
    fraud_usd: (fraud?.cents ?? 0) / 100,
  };
}
