import { openReadSession } from "#platform/database";
import { before } from "#platform/period";
import type { PeriodQuery } from "#platform/period-schemas";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import type { LabelRow } from "../label-store.ts";
import { qualityOf } from "../watch/figures.ts";
import { countByModel, groupOutcomes, type OutcomeGroup, sumDecisions, type Totals } from "./rollup-store.ts";
import type { Overview, OverviewTotals } from "./schemas.ts";

/** How an organisation's payments were decided in a period and how they turned out, beside the period before. */
export async function readOverview(platform: Platform, organizationId: string, query: PeriodQuery): Promise<Overview> {
  const period = readPeriod(platform, query);
  const { db } = openReadSession(platform.env);
  const [sums, outcomes, models] = await Promise.all([
    sumDecisions(db, organizationId, period),
    groupOutcomes(db, organizationId, period),
    countByModel(db, organizationId, period),
  ]);
  const now = toTotals(sums.now, outcomes.now);
  const earlier = toTotals(sums.earlier, outcomes.earlier);
  return {
    period: toPeriodView(period),
    ...now,
    reviews: toReviews(sums.now.underReview, outcomes.now),
    models: models.map((model) => toModel(model, outcomes.now)),
    before: { period: toPeriodView(before(period)), ...earlier },
    change: {
      transactions: changeOf(now.totals.transactions, earlier.totals.transactions),
      blocked: changeOf(now.totals.blocked, earlier.totals.blocked),
      frauds: changeOf(now.frauds.confirmed, earlier.frauds.confirmed),
      total_usd: changeOf(now.amounts.total_usd, earlier.amounts.total_usd),
    },
  };
}

const changeOf = (now: number, earlier: number): number | null => (earlier === 0 ? null : now / earlier - 1);

/** How many payments the groups hold that are meant, or their amounts in US cents. */
function total(groups: readonly OutcomeGroup[], of: "payments" | "cents", isMeant: (group: OutcomeGroup) => boolean) {
  return groups.reduce((sum, group) => (isMeant(group) ? sum + group[of] : sum), 0);
}

function toTotals(sums: Totals, outcomes: readonly OutcomeGroup[]): OverviewTotals {
  const { approved, underReview, blocked, approvedCents, underReviewCents, blockedCents } = sums;
  const transactions = approved + underReview + blocked;
  const shareOf = (part: number) => part / transactions;
  return {
    totals: { transactions, approved, under_review: underReview, blocked },
    rates:
      transactions === 0
        ? null
        : { approved: shareOf(approved), under_review: shareOf(underReview), blocked: shareOf(blocked) },
    amounts: {
      total_usd: (approvedCents + underReviewCents + blockedCents) / 100,
      approved_usd: approvedCents / 100,
      under_review_usd: underReviewCents / 100,
      blocked_usd: blockedCents / 100,
      saved_usd: total(outcomes, "cents", ({ isFraud, decision }) => isFraud === 1 && decision !== "APPROVED") / 100,
      missed_usd: total(outcomes, "cents", ({ isFraud, decision }) => isFraud === 1 && decision === "APPROVED") / 100,
    },
    processing_ms: transactions === 0 ? null : { mean: sums.processingMs / transactions, slowest: sums.slowestMs },
    frauds: {
      confirmed: total(outcomes, "payments", ({ isFraud }) => isFraud === 1),
      confirmed_usd: total(outcomes, "cents", ({ isFraud }) => isFraud === 1) / 100,
      cleared: total(outcomes, "payments", ({ isFraud }) => isFraud === 0),
      by_source: bySource(outcomes.filter(({ isFraud }) => isFraud === 1)),
    },
  };
}

/** Who said that payments were frauds, the source of most first. */
function bySource(frauds: readonly OutcomeGroup[]): OverviewTotals["frauds"]["by_source"] {
  return [...Map.groupBy(frauds, ({ source }) => source)]
    .map(([source, groups]) => ({
      // SAFETY: sources stand in reports, whose contract names them.
      source: source as LabelRow["source"],
      transactions: total(groups, "payments", () => true),
      amount_usd: total(groups, "cents", () => true) / 100,
    }))
    .sort((a, b) => b.transactions - a.transactions);
}

function toReviews(sent: number, outcomes: readonly OutcomeGroup[]): Overview["reviews"] {
  const reviewed = outcomes.filter(({ decision }) => decision === "UNDER_REVIEW");
  const approved = total(reviewed, "payments", ({ verdict }) => verdict === "APPROVED");
  const blocked = total(reviewed, "payments", ({ verdict }) => verdict === "BLOCKED");
  return { sent, approved, blocked, open: sent - approved - blocked };
}

/** How well a model did on payments with a report; those without say nothing here. */
function toModel(
  { version, payments }: { version: string; payments: number },
  outcomes: readonly OutcomeGroup[],
): Overview["models"][number] {
  const own = outcomes.filter((group) => group.version === version);
  const count = (isFlagged: boolean, isFraud: number) =>
    total(own, "payments", (group) => group.isFraud === isFraud && (group.decision !== "APPROVED") === isFlagged);
  const known = {
    truePositives: count(true, 1),
    falsePositives: count(true, 0),
    falseNegatives: count(false, 1),
    trueNegatives: count(false, 0),
  };
  const { precision, recall, accuracy } = qualityOf(known);
  return {
    version,
    transactions: payments,
    labelled: total(own, "payments", () => true),
    true_positives: known.truePositives,
    false_positives: known.falsePositives,
    false_negatives: known.falseNegatives,
    true_negatives: known.trueNegatives,
    precision,
    recall,
    accuracy,
  };
}
