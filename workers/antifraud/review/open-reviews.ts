import type { DecisionMade } from "#platform/events";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { transactionNotFound } from "../errors.ts";
import { locateTransactions } from "../locate-transactions.ts";
import type { TransactionRow } from "../store.ts";
import { priorityOf } from "./priority.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { findReviews, insertReviews, type ReviewRow } from "./store.ts";

const MINUTE_MS = 60_000;

/** Opens a review for each payment that was put to one. Repeats change nothing, however far a review got meanwhile. */
export async function openReviews({ db }: Platform, events: readonly DecisionMade[]): Promise<void> {
  const waiting = events.filter(({ decision }) => decision === "UNDER_REVIEW");
  if (waiting.length === 0) return;
  const settings = await settingsOf(db, [...new Set(waiting.map(({ organizationId }) => organizationId))]);
  await insertReviews(
    db,
    waiting.map((event) => reviewOf(event, event.decidedAt, settings(event.organizationId))),
  );
}

type Scored = Pick<TransactionRow, "organizationId" | "transactionId" | "riskScore" | "amountUsdCents">;

/** The review of a payment as it is opened. */
function reviewOf(payment: Scored, openedAt: number, { dueAfterMinutes }: Settings): ReviewRow {
  return {
    organizationId: payment.organizationId,
    transactionId: payment.transactionId,
    riskScore: payment.riskScore,
    priority: priorityOf(payment),
    openedAt,
    dueAt: openedAt + dueAfterMinutes * MINUTE_MS,
    assignee: null,
    heldUntil: null,
    escalatedAt: null,
    verification: null,
    verdictId: null,
    decision: null,
    outcome: null,
    closedBy: null,
    closedAt: null,
    tellAt: null,
    finalAt: null,
    toldAt: null,
  };
}

/** A payment with its review; `isKept` where that stands in the database already. */
export type Located = { transaction: TransactionRow; review: ReviewRow; isKept: boolean };

/**
 * Transactions of an organisation by their ids, each with its review, or with the one that is opened if somebody begins with
 * it now: the projection may be behind, and any payment may be looked at.
 */
export async function locateReviews(
  platform: Platform,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<Map<string, Located>> {
  const { db } = platform;
  const [transactions, kept, settings] = await Promise.all([
    locateTransactions(platform, organizationId, transactionIds),
    findReviews(db, organizationId, transactionIds),
    settingsOf(db, [organizationId]),
  ]);
  const reviews = new Map(kept.map((review) => [review.transactionId, review]));
  return new Map(
    [...transactions.values()].map((transaction) => {
      const { transactionId, decision, createdAt } = transaction;
      const openedAt = decision === "UNDER_REVIEW" ? createdAt : businessNow(platform);
      const review = reviews.get(transactionId);
      const fresh = () => reviewOf(transaction, openedAt, settings(organizationId));
      return [transactionId, { transaction, review: review ?? fresh(), isKept: review !== undefined }];
    }),
  );
}

/** As `locateReviews`, of one that has to be there. */
export async function locateReview(
  platform: Platform,
  organizationId: string,
  transactionId: string,
): Promise<Located> {
  const located = (await locateReviews(platform, organizationId, [transactionId])).get(transactionId);
  if (!located) throw transactionNotFound();
  return located;
}

/** Whether a payment is up for review: it was put to one, or somebody began one. */
export const isUpForReview = ({ transaction, isKept }: Located): boolean =>
  isKept || transaction.decision === "UNDER_REVIEW";
