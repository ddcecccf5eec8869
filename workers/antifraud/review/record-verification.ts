import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { auditInsertIfChanged, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { announceVerdicts } from "./close-reviews.ts";
import { verificationConflict } from "./errors.ts";
import { isUpForReview, type Located, locateReview } from "./open-reviews.ts";
import { afterFailedStepUp, priorityOf } from "./priority.ts";
import type { Verification, VerificationResult } from "./schemas.ts";
import { settingsOf } from "./settings.ts";
import { changeReview, findReviews, insertReviews, isOpen, type VerificationRow } from "./store.ts";
import { antifraudReviews as reviews, antifraudVerifications as verifications } from "./tables.ts";
import { viewsOf } from "./view.ts";
import { POLICY } from "./words.ts";

/**
 * Takes what came of asking a payer for proof, once by the id of its source. It marks the payment's review; one that failed
 * raises its priority, one that passed approves it where the organisation wants that, unless somebody holds it or another
 * attempt failed.
 */
export async function recordVerification(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  { method, result, reference }: Verification,
  requestId: string,
): Promise<VerificationResult> {
  const { db } = platform;
  const { organizationId } = caller;
  const located = await locateReview(platform, organizationId, transactionId);
  const row: VerificationRow = {
    organizationId,
    reference,
    transactionId,
    method,
    result,
    receivedAt: businessNow(platform),
    receivedBy: caller.id,
  };
  const isNew = isUpForReview(located)
    ? await takeWithReview(platform, caller, row, located, requestId)
    : await take(platform, caller, row, requestId);
  const kept = await db.select().from(verifications).where(isNamed(row)).get();
  if (kept?.transactionId !== transactionId || kept.method !== method || kept.result !== result)
    throw verificationConflict("Nothing was changed; a new attempt has a reference of its own");
  const [view] = await viewsOf(platform, await findReviews(db, organizationId, [transactionId]));
  return { transaction_id: transactionId, reference, status: isNew ? "recorded" : "duplicate", review: view ?? null };
}

const isNamed = ({ organizationId, reference }: VerificationRow) =>
  and(eq(verifications.organizationId, organizationId), eq(verifications.reference, reference));

const insertOf = ({ db }: Platform, row: VerificationRow) =>
  db.insert(verifications).values(row).onConflictDoNothing().returning({ reference: verifications.reference });

const auditRowOf = (platform: Platform, caller: Caller, row: VerificationRow, requestId: string) =>
  auditOf(platform, {
    organizationId: row.organizationId,
    actor: caller,
    action: "transaction.payer_verified",
    target: row.transactionId,
    requestId,
    changes: { result: [null, row.result] },
  });

/** Keeps a result of a payment that nobody is to review; whether it is new. */
async function take(platform: Platform, caller: Caller, row: VerificationRow, requestId: string): Promise<boolean> {
  const [taken] = await platform.db.batch([
    insertOf(platform, row),
    auditInsertIfChanged(platform.db, auditRowOf(platform, caller, row, requestId)),
  ]);
  return taken.length > 0;
}

/** If the statement before it in its batch changed anything. */
const ifChanged: SQL = sql`changes() > 0`;

/** Keeps a result and lets the review know, in one batch in which each statement follows from the one before it. */
async function takeWithReview(
  platform: Platform,
  caller: Caller,
  row: VerificationRow,
  { transaction, review }: Located,
  requestId: string,
): Promise<boolean> {
  const { db } = platform;
  const { organizationId, transactionId, result } = row;
  const { autoApproveVerified } = (await settingsOf(db, [organizationId]))(organizationId);
  const verdictId = platform.newId("rev");
  const isFree = or(isNull(reviews.heldUntil), lte(reviews.heldUntil, row.receivedAt))!;
  const noneFailed = sql`NOT EXISTS (SELECT 1 FROM antifraud_verifications AS other
    WHERE other.organization_id = ${organizationId} AND other.transaction_id = ${transactionId} AND other.result = 'failed')`;
  const approval = auditOf(platform, {
    organizationId,
    actor: POLICY,
    action: "transaction.decision_overridden",
    target: transactionId,
    requestId,
    changes: { decision: [transaction.decision, "APPROVED"], outcome: [null, "inconclusive"] },
  });
  const approves = result === "passed" && autoApproveVerified;
  const [, taken, , , approved] = await db.batch([
    insertReviews(db, [review]),
    insertOf(platform, row),
    auditInsertIfChanged(db, auditRowOf(platform, caller, row, requestId)),
    changeReview(db, [isOpen(review), ifChanged], {
      verification: result,
      ...(result === "failed" && { priority: afterFailedStepUp(priorityOf(transaction)) }),
    }),
    ...(approves
      ? [
          changeReview(db, [isOpen(review), ifChanged, isFree, noneFailed], {
            verdictId,
            decision: "APPROVED",
            outcome: "inconclusive",
            closedBy: POLICY,
            closedAt: row.receivedAt,
            tellAt: platform.now(),
          }),
          auditInsertIfChanged(db, approval),
        ]
      : []),
  ]);
  if (Array.isArray(approved) && approved.length > 0)
    await announceVerdicts(platform, organizationId, [{ transactionId, verdictId }], 0);
  return taken.length > 0;
}
