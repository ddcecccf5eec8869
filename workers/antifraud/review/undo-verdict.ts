import { and, eq, gt, isNull } from "drizzle-orm";
import { auditInsertIfChanged, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { verdictNotUndoable } from "./errors.ts";
import { locateReview } from "./open-reviews.ts";
import { withdrawNote } from "./store.ts";
import { antifraudReviews as reviews } from "./tables.ts";
import { LEASE_MS } from "./words.ts";

/** Takes back the caller's verdict while nobody was told of it; the review is claimed by them again. */
export async function undoVerdict(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  requestId: string,
): Promise<void> {
  const { db } = platform;
  const { organizationId } = caller;
  const { transaction, review } = await locateReview(platform, organizationId, transactionId);
  const { verdictId, decision, outcome, closedBy } = review;
  if (verdictId === null) throw verdictNotUndoable("There is none");
  if (closedBy !== caller.id) throw verdictNotUndoable(`Only ${closedBy} may`);
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "transaction.verdict_undone",
    target: transactionId,
    requestId,
    changes: { decision: [decision, transaction.decision], outcome: [outcome, null] },
  });
  const isStillSecret = and(
    eq(reviews.organizationId, organizationId),
    eq(reviews.transactionId, transactionId),
    eq(reviews.verdictId, verdictId),
    isNull(reviews.finalAt),
    gt(reviews.tellAt, platform.now()),
  );
  const reopened = {
    verdictId: null,
    decision: null,
    outcome: null,
    closedBy: null,
    closedAt: null,
    tellAt: null,
    assignee: caller.id,
    heldUntil: businessNow(platform) + LEASE_MS,
  };
  const [undone] = await db.batch([
    db.update(reviews).set(reopened).where(isStillSecret).returning({ transactionId: reviews.transactionId }),
    withdrawNote(db, organizationId, verdictId),
    auditInsertIfChanged(db, audit),
  ]);
  if (undone.length === 0) throw verdictNotUndoable("It is final");
}
