import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { finalDecision } from "./final-decision.ts";
import { insertReports, listReports } from "./label-store.ts";
import { subjectsOf } from "./privacy/subjects.ts";
import { sendOut } from "./report-labels.ts";
import { closeReviews, outcomeOf } from "./review/close-reviews.ts";
import { isUpForReview, locateReview } from "./review/open-reviews.ts";
import type { VerdictInput } from "./review/schemas.ts";
import { sealNote } from "./sealed-details.ts";
import type { TransactionRow } from "./store.ts";

/**
 * A person's verdict on a transaction. The answer that the integration got stays as it was. Where the payment is up for
 * review, the verdict closes that; of any other it stands beside the answer at once.
 */
export async function overrideDecision(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  { decision, outcome = outcomeOf(decision), reason: comment }: VerdictInput,
  requestId: string,
): Promise<void> {
  const located = await locateReview(platform, caller.organizationId, transactionId);
  const verdict = { transactionId, decision, outcome, comment };
  if (!isUpForReview(located) && outcome === "inconclusive")
    throw invalidRequest({ errors: [{ path: "outcome", message: "Only of a payment that is up for review" }] });
  if (!isUpForReview(located)) return decideAtOnce(platform, caller, located.transaction, verdict, requestId);
  const refusal = (await closeReviews(platform, caller, [verdict], requestId)).get(transactionId);
  if (refusal) throw refusal;
}

type Verdict = Parameters<typeof closeReviews>[2][number];

/** Decides on a payment that nobody was asked to look at: there is no queue in which a slip would be noticed and undone. */
async function decideAtOnce(
  platform: Platform,
  caller: Caller,
  transaction: TransactionRow,
  { decision, outcome, comment }: Verdict,
  requestId: string,
): Promise<void> {
  const { organizationId, transactionId } = transaction;
  const before = finalDecision(transaction, await listReports(platform.db, organizationId, [transactionId]));
  const now = businessNow(platform);
  const name = { organizationId, source: "review" as const, sourceId: platform.newId("rev") };
  const report = {
    ...name,
    transactionId,
    isFraud: decision === "BLOCKED",
    occurredAt: transaction.occurredAt,
    reportedAt: now,
    receivedAt: now,
    reportedBy: caller.id,
    sealedNote: await sealNote(platform.sealer, subjectsOf(organizationId, transaction), name, comment),
  };
  const audit = {
    organizationId,
    actor: caller,
    action: "transaction.decision_overridden" as const,
    target: transactionId,
    requestId,
    changes: { decision: [before, decision] as const },
  };
  await platform.db.batch([insertReports(platform.db, [report]), auditInsert(platform.db, auditOf(platform, audit))]);
  const reviewed = {
    type: "antifraud.transaction_reviewed" as const,
    organizationId,
    transactionId,
    verdictId: name.sourceId,
    decision,
    outcome,
    reviewedBy: caller.id,
    reviewedAt: now,
  };
  await sendOut(platform, organizationId, [report], [reviewed]);
}
