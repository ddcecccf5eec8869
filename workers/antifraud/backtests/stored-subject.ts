import type { Sealer } from "#platform/seal";
import { ERASED } from "#platform/subject";
import type { EvidenceRecord } from "../evidence-record.ts";
import { factsOf, namedFields } from "../read-transactions.ts";
import type { Subject } from "../rule-language/expression.ts";
import { FORGOTTEN, openDetails, type PersonalDetails } from "../sealed-details.ts";
import type { ReplayedRow } from "./decision-store.ts";
import type { Asks } from "./standing-rules.ts";
import type { Obstacle } from "./words.ts";

/** A stored decision with its evidence read. */
export type Stored = { row: ReplayedRow; record: EvidenceRecord };

/** Reads the evidence of a decision, or says why it cannot be decided again. */
export function readStored(row: ReplayedRow): Stored | Obstacle {
  const record = parse(row.evidence);
  if (record?.isStaged) return "staged";
  if (typeof record?.features !== "string" || !record.rules || !record.thresholds || !record.places)
    return "unreadable_evidence";
  // SAFETY: assessPayment() wrote it; the parts that deciding needs are there.
  return { row, record: record as EvidenceRecord };
}

function parse(evidence: string): Partial<EvidenceRecord> | undefined {
  try {
    return JSON.parse(evidence) as Partial<EvidenceRecord>;
  } catch {
    return undefined;
  }
}

/** What only the sealed details of a payment tell; undefined where they were forgotten. */
export async function unseal(
  sealer: Sealer,
  organizationId: string,
  transactionId: string,
  sealed: string,
): Promise<PersonalDetails | undefined> {
  const details = await openDetails(sealer, organizationId, transactionId, sealed);
  return details === FORGOTTEN ? undefined : details;
}

/** Whether rules ask for what is not known of a payment any more. */
export const isForgotten = ({ row }: Stored, { sealed, payer }: Asks, details: PersonalDetails | undefined): boolean =>
  (sealed && details === undefined) || (payer && row.payer === ERASED);

type Payment = { row: Parameters<typeof factsOf>[0] & Parameters<typeof namedFields>[0]; record: EvidenceRecord };

/** What the rules are asked about: the payment as it was when it was decided. */
export const subjectOf = (
  { row, record }: Payment,
  isListed: NonNullable<Subject["isListed"]>,
  details?: PersonalDetails,
): Subject => ({
  values: { ...factsOf(row, record, details?.metadata?.payment_method), ...namedFields(row, record, details) },
  isListed,
});
