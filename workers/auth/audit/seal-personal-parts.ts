import type { Sealer } from "#platform/seal";
import { ERASED, type Subject } from "#platform/subject";
import type { AuditChanges } from "../tables.ts";
import type { StoredEvent } from "./event.ts";
import { isPersonal, placeOfAddress, placeOfChange } from "./personal-parts.ts";

/** One value of a row that the ring sealed, and whom it is about. */
type Part = { about: Subject; plain: string; place: string; put: (sealed: string) => void };

/**
 * Rows that wait for their places, with their personal parts under the keys of whom they are about instead of the ring's:
 * what is hashed afterwards stays as it is when such a key is destroyed. A part about somebody who was erased meanwhile is left
 * out.
 */
export async function sealPersonalParts(
  sealer: Sealer,
  organizationId: string,
  rows: readonly StoredEvent[],
): Promise<StoredEvent[]> {
  const copies = rows.map((row) => ({ row: { ...row }, changes: readChanges(row.changes) }));
  const parts = copies.flatMap(({ row, changes }) => partsOf(sealer, organizationId, row, changes));
  if (parts.length === 0) return [...rows];
  const keys = await sealer.takeKeys(
    organizationId,
    parts.map(({ about }) => about),
  );
  // People do not come back under their id, so whatever is about one who was erased is from before.
  for (const { about, plain, place, put } of parts)
    put(about.type === "person" && keys.erasedAt(about) !== null ? ERASED : keys.seal([about], plain, place));
  return copies.map(({ row, changes }) => (changes ? { ...row, changes: JSON.stringify(changes) } : row));
}

type Changes = Record<string, [string | null, string | null]>;

function partsOf(sealer: Sealer, organizationId: string, row: StoredEvent, changes: Changes | undefined): Part[] {
  const isPerson = (id: string) => id.startsWith("usr_");
  const person = (id: string): Subject => ({ type: "person", id });
  const actor: Subject = isPerson(row.actor) ? person(row.actor) : { type: "organization", id: organizationId };
  const target = isPerson(row.target) ? person(row.target) : actor;
  const parts: Part[] = [];
  const add = (envelope: string | null, about: Subject, place: string, put: Part["put"]) => {
    const plain = envelope === null ? undefined : openedBy(sealer, envelope, place);
    if (plain !== undefined) parts.push({ about, plain, place, put });
  };
  add(row.ipAddress, actor, placeOfAddress(row.id), (sealed) => {
    row.ipAddress = sealed;
  });
  for (const [field, change] of Object.entries(changes ?? {})) {
    if (!isPersonal(field)) continue;
    for (const [side, name] of (["before", "after"] as const).entries())
      add(change[side] ?? null, target, placeOfChange(row.id, field, name), (sealed) => {
        change[side] = sealed;
      });
  }
  return parts;
}

/** What the ring sealed; nothing of anything else, which is hashed as it stands. */
function openedBy(sealer: Sealer, envelope: string, place: string): string | undefined {
  try {
    return sealer.openNow(envelope, place);
  } catch {
    return undefined;
  }
}

/** A copy of the changes of a row, where they are ours. */
function readChanges(text: string | null): Changes | undefined {
  if (text === null) return undefined;
  try {
    const changes = Object.entries(JSON.parse(text) as AuditChanges);
    if (!changes.some(([field]) => isPersonal(field))) return undefined;
    return Object.fromEntries(changes.map(([field, [before, after]]) => [field, [before, after]]));
  } catch {
    return undefined;
  }
}
