import { auditRead } from "#auth";
import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { summaryOf } from "../read-transactions.ts";
import { findTransactions } from "../store.ts";
import { reviewNotFound } from "./errors.ts";
import { isUpForReview, locateReview } from "./open-reviews.ts";
import { listReviews } from "./queue-store.ts";
import type { ReviewDetail, ReviewItem, ReviewQuery } from "./schemas.ts";
import { openReviewNote } from "./sealed-notes.ts";
import { listNotes, listVerifications, type ReviewRow } from "./store.ts";
import { viewsOf } from "./view.ts";

/** One page of the queue: by due time or by how much they press; of closed reviews those that were closed last. */
export async function readReviews(platform: Platform, caller: Caller, query: ReviewQuery) {
  const { organizationId } = caller;
  if (query.state === "closed" && query.sort !== undefined)
    throw invalidRequest({ errors: [{ path: "sort", message: "Closed reviews come as they were closed" }] });
  const sort = query.state === "closed" ? "closed" : (query.sort ?? "due");
  const filter = {
    state: query.state,
    assignee: query.assignee === "me" ? caller.id : query.assignee,
    isOverdue: query.overdue === undefined ? undefined : query.overdue === "true",
    minScore: query.min_score,
    now: businessNow(platform),
  };
  const rows = await listReviews(platform.db, organizationId, filter, sort, query.limit, readCursor(query.cursor));
  const { page, next_cursor } = toPage(rows, query.limit, (row) => ({
    at: { due: row.dueAt, score: row.riskScore, priority: row.priority, closed: row.closedAt ?? 0 }[sort],
    id: row.transactionId,
  }));
  return { data: await withTransactions(platform, organizationId, page), next_cursor };
}

async function withTransactions(
  platform: Platform,
  organizationId: string,
  rows: readonly ReviewRow[],
): Promise<ReviewItem[]> {
  const ids = rows.map(({ transactionId }) => transactionId);
  const [views, transactions] = await Promise.all([
    viewsOf(platform, rows),
    findTransactions(platform.db, organizationId, ids),
  ]);
  const known = new Map(transactions.map((row) => [row.transactionId, row]));
  return views.map((view) => {
    const row = known.get(view.transaction_id);
    return { ...view, transaction: row ? summaryOf(row, platform.language) : null };
  });
}

/** A review with its notes, for a caller of its organisation; that it was read goes on record. */
export async function showReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  requestId: string,
): Promise<ReviewDetail> {
  const detail = await readReview(platform, caller.organizationId, transactionId);
  await auditRead(platform, caller, { action: "transaction.review_read", target: transactionId }, requestId);
  return detail;
}

export async function readReview(
  platform: Platform,
  organizationId: string,
  transactionId: string,
): Promise<ReviewDetail> {
  const { db, sealer } = platform;
  const located = await locateReview(platform, organizationId, transactionId);
  if (!isUpForReview(located)) throw reviewNotFound();
  const [[view], notes, verifications] = await Promise.all([
    viewsOf(platform, [located.review]),
    listNotes(db, organizationId, [transactionId]),
    listVerifications(db, organizationId, transactionId),
  ]);
  return {
    ...view!,
    notes: await Promise.all(
      notes.map(async (note) => ({
        id: note.id,
        kind: note.kind,
        author: note.author,
        created_at: new Date(note.createdAt).toISOString(),
        note: await openReviewNote(sealer, note),
      })),
    ),
    verifications: verifications.map(({ reference, method, result, receivedAt, receivedBy }) => ({
      reference,
      method,
      result,
      received_at: new Date(receivedAt).toISOString(),
      received_by: receivedBy,
    })),
  };
}
