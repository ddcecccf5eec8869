import { openReadSession } from "#platform/database";
import { dateOf, dayOf, firstHourOf, startOfDay } from "#platform/period";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import { type DecisionSums, listDecisions, listFrauds, type Unit } from "./rollup-store.ts";
import type { TrendQuery, Trends } from "./schemas.ts";

const HOUR = 3_600_000;
/** By the hour a longer period would be a list that nobody reads. */
const LONGEST_DAYS_BY_HOUR = 31;

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
  const [first, end] =
    bucket === "day"
      ? [period.fromDay, period.toDay + 1]
      : [firstHourOf(period.fromDay), firstHourOf(period.toDay + 1)];
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
  const start = bucket === "day" ? startOfDay(at) : at * HOUR;
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
