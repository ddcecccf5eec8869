import type { Sealer } from "#platform/seal";
import type { Transaction, TransactionDetail } from "./schemas.ts";

/** The personal part of a transaction, which is at rest only in an envelope. */
export type PersonalDetails = Pick<TransactionDetail, "ip_address" | "device_id" | "location" | "metadata">;

const placeOf = (organizationId: string, transactionId: string) =>
  `antifraud_transactions|sealed|${organizationId}|${transactionId}`;

export function sealDetails(sealer: Sealer, organizationId: string, transaction: Transaction): Promise<string> {
  const details: PersonalDetails = {
    ip_address: transaction.ip_address ?? null,
    device_id: transaction.device_id ?? null,
    location: transaction.location ?? null,
    metadata: transaction.metadata ?? null,
  };
  return sealer.seal(JSON.stringify(details), placeOf(organizationId, transaction.transaction_id));
}

export async function openDetails(
  sealer: Sealer,
  organizationId: string,
  transactionId: string,
  sealed: string,
): Promise<PersonalDetails> {
  // SAFETY: the envelope proves that sealDetails() wrote it.
  return JSON.parse(await sealer.open(sealed, placeOf(organizationId, transactionId))) as PersonalDetails;
}

/** What names a report of how a payment turned out. */
type ReportName = { organizationId: string; source: string; sourceId: string };

const placeOfNote = ({ organizationId, source, sourceId }: ReportName) =>
  `antifraud_labels|sealed_note|${organizationId}|${source}|${sourceId}`;

/** Seals what a person wrote beside a report. */
export const sealNote = (sealer: Sealer, report: ReportName, note: string): Promise<string> =>
  sealer.seal(note, placeOfNote(report));

export const openNote = (sealer: Sealer, report: ReportName, sealed: string): Promise<string> =>
  sealer.open(sealed, placeOfNote(report));
