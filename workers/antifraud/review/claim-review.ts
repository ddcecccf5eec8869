import { type AuditAction, auditInsertIfChanged, auditOf, colleaguesOf } from "#auth";
import { type NotificationRow, notificationInsertIfChanged, sendSoon } from "#notifications";
import { type Caller, covers } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { reviewerNotPermitted } from "./errors.ts";
import { type Located, locateReview } from "./open-reviews.ts";
import { refusalOf } from "./refusals.ts";
import type { ReviewClaim } from "./schemas.ts";
import { noteOf } from "./sealed-notes.ts";
import { changeReview, insertNoteIfChanged, insertReviews, isFreeFor, isOpen, type ReviewRow } from "./store.ts";
import { assignedMails, escalatedMails } from "./tell-reviewers.ts";
import { LEASE_MS } from "./words.ts";

/**
 * Claims a review for the caller, renews the claim that they have, or gives the review to a colleague; of those who try at
 * the same time one succeeds, and the others are told who.
 */
export async function recordReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  { assignee = caller.id, note }: ReviewClaim,
  requestId: string,
): Promise<void> {
  const located = await locateReview(platform, caller.organizationId, transactionId);
  if (assignee !== caller.id) await refuseUnlessReviewer(platform, caller.organizationId, assignee);
  await change(platform, caller, located, {
    changes: handover(caller, assignee, businessNow(platform)),
    action: assignee === caller.id ? "transaction.review_claimed" : "transaction.review_assigned",
    assignee,
    note: note === undefined ? undefined : { kind: "note", text: note },
    mails: await assignedMails(platform, caller, { assignee, transactionIds: [transactionId] }),
    requestId,
  });
}

/** What makes a review somebody's: a claim of one's own holds for a while, what is given to a colleague waits for theirs. */
export const handover = (caller: Pick<Caller, "id">, assignee: string, now: number): Partial<ReviewRow> => ({
  assignee,
  heldUntil: assignee === caller.id ? now + LEASE_MS : null,
});

/** Refuses to give a review to somebody who could not do it. */
export async function refuseUnlessReviewer(platform: Platform, organizationId: string, id: string): Promise<void> {
  const colleague = (await colleaguesOf(platform, organizationId, [id])).get(id);
  const isPermitted = colleague?.permissions.some((granted) => covers(granted, "review:transactions"));
  if (!isPermitted || !colleague?.modules.includes("antifraud"))
    throw reviewerNotPermitted({ errors: [{ path: "assignee", message: "Names nobody who may review payments" }] });
}

/** Hands a review on to whoever looks at escalated ones; it is nobody's then. */
export async function escalateReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  reason: string,
  requestId: string,
): Promise<void> {
  const located = await locateReview(platform, caller.organizationId, transactionId);
  await change(platform, caller, located, {
    changes: { escalatedAt: businessNow(platform), assignee: null, heldUntil: null },
    action: "transaction.review_escalated",
    assignee: null,
    note: { kind: "escalation", text: reason },
    mails: await escalatedMails(platform, caller, located.review),
    requestId,
  });
}

/** Gives a review back to the queue; what is nobody's stays so. */
export async function releaseReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  requestId: string,
): Promise<void> {
  const located = await locateReview(platform, caller.organizationId, transactionId);
  if (located.review.assignee === null && located.review.closedAt === null) return;
  await change(platform, caller, located, {
    changes: { assignee: null, heldUntil: null },
    action: "transaction.review_released",
    assignee: null,
    requestId,
  });
}

type Change = {
  changes: Partial<ReviewRow>;
  action: AuditAction;
  /** Whose the review is afterwards. */
  assignee: string | null;
  note?: { kind: "note" | "escalation"; text: string } | undefined;
  mails?: readonly NotificationRow[];
  requestId: string;
};

/** Changes a review that nobody else holds, with note, audit row and mails: all of it, or nothing and the reason. */
async function change(platform: Platform, caller: Caller, { transaction, review }: Located, order: Change) {
  const { db } = platform;
  const { organizationId, transactionId } = transaction;
  const { mails = [] } = order;
  const note = order.note && (await noteOf(platform, caller, transaction, order.note));
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: order.action,
    target: transactionId,
    requestId: order.requestId,
    changes: { assignee: [review.assignee, order.assignee] },
  });
  const where = [isOpen(review), isFreeFor(caller.id, businessNow(platform))];
  const [, changed] = await db.batch([
    insertReviews(db, [review]),
    changeReview(db, where, order.changes),
    ...(note ? [insertNoteIfChanged(db, note)] : []),
    auditInsertIfChanged(db, audit),
    ...mails.map((row) => notificationInsertIfChanged(db, row)),
  ]);
  if (changed.length === 0) throw await refusalOf(platform, organizationId, transactionId);
  if (mails.length > 0) sendSoon(platform, ...mails);
}
