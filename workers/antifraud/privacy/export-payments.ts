import { fromMinor } from "#platform/money";
import type { Platform } from "#platform/platform";
import type { SubjectRecord } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { nameOf } from "../attachments/read-attachments.ts";
import { type AttachmentRow, listAllOf } from "../attachments/store.ts";
import { type LabelRow, listReports } from "../label-store.ts";
import { openReviewNote } from "../review/sealed-notes.ts";
import { listNotes, type NoteRow } from "../review/store.ts";
import { openDetails, openNote } from "../sealed-details.ts";
import type { TransactionRow } from "../store.ts";
import { listPaymentsOf } from "./store.ts";

const PAYMENTS_AT_ONCE = 200;

/** Every payment of a payer or a card, with its details, how it turned out and what was written beside it. */
export async function* exportPayments(
  platform: Platform,
  organizationId: string,
  subject: Subject,
): AsyncGenerator<SubjectRecord[]> {
  if (subject.type !== "payer" && subject.type !== "card") return;
  const until = platform.now();
  for (let after = ""; ; ) {
    const page = { until, after, limit: PAYMENTS_AT_ONCE };
    const rows = await listPaymentsOf(platform.db, organizationId, subject, page);
    const ids = rows.map(({ transactionId }) => transactionId);
    const reports = Map.groupBy(
      await listReports(platform.db, organizationId, ids),
      ({ transactionId }) => transactionId,
    );
    const notes = Map.groupBy(await listNotes(platform.db, organizationId, ids), ({ transactionId }) => transactionId);
    const files = Map.groupBy(await listAllOf(platform.db, organizationId, ids), ({ transactionId }) => transactionId);
    const recordOf = (row: TransactionRow) => {
      const of = <T>(rows: ReadonlyMap<string, T[]>) => rows.get(row.transactionId) ?? [];
      return toRecord(platform, row, of(reports), of(notes), of(files));
    };
    if (rows.length > 0) yield await Promise.all(rows.map(recordOf));
    const last = ids.at(-1);
    if (rows.length < PAYMENTS_AT_ONCE || last === undefined) return;
    after = last;
  }
}

async function toRecord(
  { sealer }: Platform,
  row: TransactionRow,
  reports: readonly LabelRow[],
  notes: readonly NoteRow[],
  files: readonly AttachmentRow[],
): Promise<SubjectRecord> {
  const { organizationId, transactionId } = row;
  return {
    class: "payments",
    transaction_id: transactionId,
    user_id: row.userId,
    amount: fromMinor(row.amountMinor, row.currency),
    currency: row.currency,
    merchant: row.merchant,
    merchant_category: row.merchantCategory,
    timestamp: new Date(row.occurredAt).toISOString(),
    ...(await openDetails(sealer, organizationId, transactionId, row.sealed)),
    decision: row.decision,
    risk_score: row.riskScore,
    reasons: row.reasons,
    ml_model_version: row.modelVersion,
    decided_at: new Date(row.createdAt).toISOString(),
    reports: await Promise.all(
      reports.map(async ({ source, sourceId, isFraud, reportedAt, sealedNote }) => ({
        source,
        is_fraud: isFraud,
        reported_at: new Date(reportedAt).toISOString(),
        note: sealedNote && (await openNote(sealer, { organizationId, source, sourceId }, sealedNote)),
      })),
    ),
    review_notes: await Promise.all(
      notes.map(async (note) => ({
        written_at: new Date(note.createdAt).toISOString(),
        note: await openReviewNote(sealer, note),
      })),
    ),
    attachments: await Promise.all(
      files.map(async (file) => ({
        attached_at: new Date(file.createdAt).toISOString(),
        name: await nameOf(sealer, file),
        media_type: file.mediaType,
        bytes: file.bytes,
      })),
    ),
  };
}
