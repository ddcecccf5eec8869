import type { Platform } from "#platform/platform";
import type { SubjectRecord } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { type EntryRow, forgetEntries, listEntriesOf } from "../lists/entry-store.ts";
import { listKeyOf } from "../lists/list-keys.ts";
import type { ListSubject } from "../lists/list-subjects.ts";
import { openEntry } from "../lists/sealed-entries.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** The key by which entries about a subject are found; nobody but payers and cards is named by one. */
function keyOfSubject({ sealer }: Platform, organizationId: string, { type, id }: Subject): string | undefined {
  const subject: ListSubject | undefined = type === "payer" ? "user" : type === "card" ? "card" : undefined;
  return subject && listKeyOf(sealer, organizationId, subject, id);
}

/** Every list that holds or held a payer or a card, and why. */
export async function* exportListEntries(
  platform: Platform,
  organizationId: string,
  subject: Subject,
): AsyncGenerator<SubjectRecord[]> {
  const key = keyOfSubject(platform, organizationId, subject);
  if (key === undefined) return;
  const rows = await listEntriesOf(platform.db, organizationId, key);
  if (rows.length > 0) yield await Promise.all(rows.map((row) => toRecord(platform, row)));
}

async function toRecord({ sealer }: Platform, row: EntryRow): Promise<SubjectRecord> {
  const opened = await openEntry(sealer, row);
  return {
    class: "list_entries",
    list_id: row.listId,
    value: opened?.value ?? null,
    reason: opened?.reason ?? null,
    reference: opened?.reference ?? null,
    created_at: iso(row.createdAt),
    expires_at: iso(row.expiresAt),
    removed_at: iso(row.removedAt),
  };
}

/** Forgets whom entries name and why, until a time; tells of how many. That a list holds the hash stays. */
export async function forgetListEntries(
  platform: Platform,
  organizationId: string,
  subject: Subject,
  until: number,
): Promise<number> {
  const key = keyOfSubject(platform, organizationId, subject);
  return key === undefined ? 0 : forgetEntries(platform.db, organizationId, key, until);
}
