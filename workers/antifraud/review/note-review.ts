import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { locateReview } from "./open-reviews.ts";
import { noteOf } from "./sealed-notes.ts";
import { insertNote, insertReviews } from "./store.ts";

/** Writes a note beside a review, whoever holds it and however it ended. */
export async function noteReview(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  text: string,
  requestId: string,
): Promise<void> {
  const { db } = platform;
  const { organizationId } = caller;
  const { transaction, review } = await locateReview(platform, organizationId, transactionId);
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
