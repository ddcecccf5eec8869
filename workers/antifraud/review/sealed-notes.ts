import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import type { Sealer } from "#platform/seal";
import { KeyDestroyed } from "#platform/subject-keys";
import { subjectsOf } from "../privacy/subjects.ts";
import type { TransactionRow } from "../store.ts";
import type { NoteRow } from "./store.ts";

const placeOf = ({ organizationId, id }: Pick<NoteRow, "organizationId" | "id">) =>
  `antifraud_review_notes|sealed_note|${organizationId}|${id}`;

/** The row of what a caller wrote beside a payment, sealed as what is about its payer. */
export async function noteOf(
  platform: Platform,
  caller: Pick<Caller, "id">,
  transaction: TransactionRow,
  { id = platform.newId("note"), kind, text }: { id?: string; kind: NoteRow["kind"]; text: string },
): Promise<NoteRow> {
  const { organizationId, transactionId } = transaction;
  const about = subjectsOf(organizationId, transaction);
  return {
    organizationId,
    id,
    transactionId,
    kind,
    author: caller.id,
    createdAt: businessNow(platform),
    sealedNote: await platform.sealer.sealFor(organizationId, about, text, placeOf({ organizationId, id })),
  };
}

/** What a note says; null of one that was forgotten. */
export async function openReviewNote(sealer: Sealer, note: NoteRow): Promise<string | null> {
  if (note.sealedNote === null) return null;
  try {
    return await sealer.open(note.sealedNote, placeOf(note));
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return null;
    throw failure;
  }
}
