import type { Platform } from "#platform/platform";
import type { Sealer } from "#platform/seal";
import type { Subject } from "#platform/subject";
import { KeyDestroyed } from "#platform/subject-keys";
import type { EntryRow } from "./entry-store.ts";
import type { ListSubject } from "./list-subjects.ts";

/** What of an entry stands in an envelope alone: the value, and what people wrote about it. */
export type SealedEntry = { value: string; reason: string | null; reference: string | null };

const placeOf = (organizationId: string, listId: string, id: string) =>
  `antifraud_list_entries|sealed|${organizationId}|${listId}|${id}`;

/** Whom an entry is about: a payer or a card where it names one, else nobody but the organisation that keeps it. */
export function aboutEntry(organizationId: string, subject: ListSubject, value: string): Subject {
  if (subject === "user") return { type: "payer", id: value };
  if (subject === "card") return { type: "card", id: value };
  return { type: "organization", id: organizationId };
}

/** So many keys are asked for in one call. */
const KEYS_AT_ONCE = 1000;

/** Seals entries under the keys of whom they are about, in the order given. */
export async function sealEntries(
  { sealer }: Pick<Platform, "sealer">,
  { organizationId, listId, subject }: { organizationId: string; listId: string; subject: ListSubject },
  drafts: readonly ({ id: string } & SealedEntry)[],
): Promise<string[]> {
  const sealed: string[] = [];
  for (let i = 0; i < drafts.length; i += KEYS_AT_ONCE) {
    const some = drafts.slice(i, i + KEYS_AT_ONCE);
    const about = some.map(({ value }) => aboutEntry(organizationId, subject, value));
    const keys = await sealer.takeKeys(organizationId, about);
    for (const [j, { id, ...entry }] of some.entries())
      sealed.push(keys.seal([about[j]!], JSON.stringify(entry), placeOf(organizationId, listId, id)));
  }
  return sealed;
}

/** What an entry says; null of one that was forgotten. */
export async function openEntry(
  sealer: Sealer,
  { organizationId, listId, id, sealed }: Pick<EntryRow, "organizationId" | "listId" | "id" | "sealed">,
): Promise<SealedEntry | null> {
  if (sealed === null) return null;
  try {
    // SAFETY: the envelope proves that sealEntries() wrote it.
    return JSON.parse(await sealer.open(sealed, placeOf(organizationId, listId, id))) as SealedEntry;
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return null;
    throw failure;
  }
}
