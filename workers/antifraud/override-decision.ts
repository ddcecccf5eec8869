import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { transactionNotFound } from "./errors.ts";
import { finalDecision } from "./final-decision.ts";
import { insertReports, listReports } from "./label-store.ts";
import { locateTransactions } from "./locate-transactions.ts";
import { subjectsOf } from "./privacy/subjects.ts";
import { sendOut } from "./report-labels.ts";
import { sealNote } from "./sealed-details.ts";

/**
 * A person's verdict on a transaction. The answer that the integration got stays as it was; the verdict stands beside it,
 * and is a label like any other.
 */
export async function overrideDecision(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  verdict: { decision: "APPROVED" | "BLOCKED"; reason: string },
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const transaction = (await locateTransactions(platform, organizationId, [transactionId])).get(transactionId);
  if (!transaction) throw transactionNotFound();
  const before = finalDecision(transaction, await listReports(platform.db, organizationId, [transactionId]));
  const now = businessNow(platform);
  const name = { organizationId, source: "review" as const, sourceId: platform.newId("rev") };
  const report = {
    ...name,
    transactionId,
    isFraud: verdict.decision === "BLOCKED",
    occurredAt: transaction.occurredAt,
    reportedAt: now,
    receivedAt: now,
    reportedBy: caller.id,
    sealedNote: await sealNote(platform.sealer, subjectsOf(organizationId, transaction), name, verdict.reason),
  };
  const audit = {
    organizationId,
    actor: caller,
    action: "transaction.decision_overridden" as const,
    target: transactionId,
    requestId,
    changes: { decision: [before, verdict.decision] as const },
  };
  await platform.db.batch([insertReports(platform.db, [report]), auditInsert(platform.db, auditOf(platform, audit))]);
  await sendOut(platform, organizationId, [report]);
}
