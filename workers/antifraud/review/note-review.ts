import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { reviewNotFound } from "./errors.ts";
import { isUpForReview, locateReview } from "./open-reviews.ts";
import { noteOf } from "./sealed-notes.ts";
import { insertNote, insertReviews } from "./store.ts";

/** Writes a note beside a payment that is or was under review, whoever holds it and however it ended. */
export async function noteReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  text: string,
  requestId: string,
): Promise<void> {
  const { db } = platform;
  const { organizationId } = caller;
  const located = await locateReview(platform, organizationId, transactionId);
  if (!isUpForReview(located)) throw reviewNotFound();
  const { transaction, review } = located;
  const note = await noteOf(platform, caller, transaction, { kind: "note", text });
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "transaction.review_noted",
    target: transactionId,
    requestId,
  });
  await db.batch([insertReviews(db, [review]), insertNote(db, note), auditInsert(db, audit)]);
}
