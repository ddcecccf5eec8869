import type { Sealer, SubjectSealer } from "#platform/seal";
import type { Subject } from "#platform/subject";
import { KeyDestroyed } from "#platform/subject-keys";
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

/**
 * Details as the projection keeps them: under the keys of whom they are about. While a payment is decided the ring seals
 * them, so that no payment waits for a key.
 */
export function handOverDetails(
  sealer: Sealer,
  keys: SubjectSealer,
  about: readonly Subject[],
  { organizationId, transactionId, sealed }: { organizationId: string; transactionId: string; sealed: string },
): string {
  const place = placeOf(organizationId, transactionId);
  return keys.seal(about, sealer.openNow(sealed, place), place);
}

/** What payments of one device or address have in common where neither may be read: keyed hashes, apart in each organisation. */
export type DetailIndexes = { deviceIndex: string | null; ipIndex: string | null };

export function indexesOf(
  sealer: Sealer,
  organizationId: string,
  { device_id, ip_address }: Pick<PersonalDetails, "device_id" | "ip_address">,
): DetailIndexes {
  const indexOf = (kind: string, value: string | null) =>
    value === null ? null : sealer.indexNow(`antifraud|${kind}|${organizationId}|${value}`);
  return { deviceIndex: indexOf("device", device_id), ipIndex: indexOf("ip", ip_address) };
}

/** Details as the projection keeps them, beside what they are found by. */
export function projectDetails(
  sealer: Sealer,
  keys: SubjectSealer,
  about: readonly Subject[],
  { organizationId, transactionId, sealed }: { organizationId: string; transactionId: string; sealed: string },
): { sealed: string } & DetailIndexes {
  const place = placeOf(organizationId, transactionId);
  const text = sealer.openNow(sealed, place);
  // SAFETY: the envelope proves that sealDetails() wrote it.
  const details = JSON.parse(text) as PersonalDetails;
  return { sealed: keys.seal(about, text, place), ...indexesOf(sealer, organizationId, details) };
}

/** What is left of details that were erased, or are past their time: this very object. */
export const FORGOTTEN: PersonalDetails = { ip_address: null, device_id: null, location: null, metadata: null };

/** The details of a transaction; nothing of those that were forgotten. */
export async function openDetails(
  sealer: Sealer,
  organizationId: string,
  transactionId: string,
  sealed: string,
): Promise<PersonalDetails> {
  if (sealed === "") return FORGOTTEN;
  try {
    // SAFETY: the envelope proves that sealDetails() wrote it.
    return JSON.parse(await sealer.open(sealed, placeOf(organizationId, transactionId))) as PersonalDetails;
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return FORGOTTEN;
    throw failure;
  }
}

/** What names a report of how a payment turned out. */
type ReportName = { organizationId: string; source: string; sourceId: string };

const placeOfNote = ({ organizationId, source, sourceId }: ReportName) =>
  `antifraud_labels|sealed_note|${organizationId}|${source}|${sourceId}`;

/** Seals what a person wrote beside a report, as what is about the payer. */
export const sealNote = (
  sealer: Sealer,
  about: readonly Subject[],
  report: ReportName,
  note: string,
): Promise<string> => sealer.sealFor(report.organizationId, about, note, placeOfNote(report));

/** The note that the ring sealed. */
export const openNoteNow = (sealer: Sealer, report: ReportName, sealed: string): string =>
  sealer.openNow(sealed, placeOfNote(report));

/** The same note under the key of the ring that seals now, where nobody knows any more whom it is about. */
export const resealNote = (sealer: Sealer, report: ReportName, sealed: string): string =>
  sealer.resealNow(sealed, placeOfNote(report));

/** The note beside a report; null of one that was forgotten. */
export const openNote = (sealer: Sealer, report: ReportName, sealed: string): Promise<string | null> =>
  sealer.open(sealed, placeOfNote(report)).catch((failure) => {
    if (failure instanceof KeyDestroyed) return null;
    throw failure;
  });
