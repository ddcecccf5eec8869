import { auditInsertIfChanged, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { Problem } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { transactionNotFound } from "../errors.ts";
import { handover, refuseUnlessReviewer } from "./claim-review.ts";
import { closeReviews, outcomeOf } from "./close-reviews.ts";
import { reviewNotFound } from "./errors.ts";
import { isUpForReview, type Located, locateReviews } from "./open-reviews.ts";
import { describeRefusal } from "./refusals.ts";
import type { BatchResult, ReviewBatch } from "./schemas.ts";
import { changeReview, findReviews, insertReviews, isFreeFor, isOpen } from "./store.ts";
import { mailAssigned } from "./tell-reviewers.ts";

/** Does the same to many reviews in one batch; each that it cannot be done to is left as it is, and says why. */
export async function batchReviews(
  platform: Platform,
  caller: Caller,
  batch: ReviewBatch,
  requestId: string,
): Promise<BatchResult[]> {
  const refusals =
    batch.action === "assign"
      ? await assignAll(platform, caller, batch.transaction_ids, batch.assignee, requestId)
      : await closeReviews(platform, caller, verdictsOf(batch), requestId);
  return batch.transaction_ids.map((transaction_id) => {
    const refusal = refusals.get(transaction_id);
    return refusal instanceof Problem
      ? { transaction_id, status: "refused", code: refusal.kind.code, detail: refusal.extras.detail ?? null }
      : { transaction_id, status: "done", code: null, detail: null };
  });
}

function verdictsOf({ action, transaction_ids, outcome, comment }: Exclude<ReviewBatch, { action: "assign" }>) {
  const decision = action === "block" ? ("BLOCKED" as const) : ("APPROVED" as const);
  return transaction_ids.map((transactionId) => ({
    transactionId,
    decision,
    outcome: outcome ?? outcomeOf(decision),
    comment,
  }));
}

async function assignAll(
  platform: Platform,
  caller: Caller,
  ids: readonly string[],
  assignee: string,
  requestId: string,
): Promise<Map<string, Problem | null>> {
  const { organizationId } = caller;
  if (assignee !== caller.id) await refuseUnlessReviewer(platform, organizationId, assignee);
  const located = await locateReviews(platform, organizationId, ids);
  const possible = [...located.values()].filter(isUpForReview);
  const changed = await handOverAll(platform, caller, possible, assignee, requestId);
  await mailAssigned(platform, caller, { assignee, transactionIds: [...changed] });
  const rows = await findReviews(platform.db, organizationId, ids);
  const results = new Map<string, Problem | null>();
  for (const id of ids) {
    const row = rows.find(({ transactionId }) => transactionId === id);
    if (changed.has(id)) results.set(id, null);
    else if (row) results.set(id, await describeRefusal(platform, row));
    else results.set(id, located.has(id) ? reviewNotFound() : transactionNotFound());
  }
  return results;
}

/** Gives reviews to somebody that nobody else holds, with an audit row each, all in one batch; the ids of those. */
async function handOverAll(
  platform: Platform,
  caller: Caller,
  possible: readonly Located[],
  assignee: string,
  requestId: string,
): Promise<Set<string>> {
  if (possible.length === 0) return new Set();
  const { db } = platform;
  const now = businessNow(platform);
  const action = assignee === caller.id ? "transaction.review_claimed" : "transaction.review_assigned";
  const audit = ({ review: { organizationId, transactionId, assignee: before } }: Located) =>
    auditOf(platform, {
      organizationId,
      actor: caller,
      action,
      target: transactionId,
      requestId,
      changes: { assignee: [before, assignee] },
    });
  const results = await db.batch([
    insertReviews(
      db,
      possible.map(({ review }) => review),
    ),
    ...possible.flatMap((entry) => [
      changeReview(db, [isOpen(entry.review), isFreeFor(caller.id, now)], handover(caller, assignee, now)),
      auditInsertIfChanged(db, audit(entry)),
    ]),
  ]);
  // Each has two statements after the first one; what gave it away is the first of the two.
  return new Set(
    possible.flatMap(({ review }, i) => {
      const changed = results[1 + 2 * i];
      return Array.isArray(changed) && changed.length > 0 ? [review.transactionId] : [];
    }),
  );
}
