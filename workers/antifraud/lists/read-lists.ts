import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { BY_EXPIRY } from "./entry-changes.ts";
import { type EntryRow, findEntry, listEntries } from "./entry-store.ts";
import { listEntryNotFound } from "./errors.ts";
import { mustFindList } from "./find-list.ts";
import { listKeyOf } from "./list-keys.ts";
import { type ListRow, listLists } from "./list-store.ts";
import { formsToFind } from "./list-values.ts";
import type { EntryQuery, EntryView, ListQuery, ListView } from "./schemas.ts";
import { openEntry } from "./sealed-entries.ts";

const iso = (at: number) => new Date(at).toISOString();

/** What `If-Match` is compared with. */
export const etagOfEntry = ({ addedIn }: EntryRow): string => `"${addedIn}"`;

/** One page of an organisation's lists, newest first. */
export async function readLists(
  { db }: Platform,
  organizationId: string,
  { limit, cursor, kind, subject_type }: ListQuery,
) {
  const rows = await listLists(db, organizationId, { kind, subject: subject_type }, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: page.map(toListView), next_cursor };
}

export const toListView = (row: ListRow): ListView => ({
  list_id: row.id,
  name: row.name,
  description: row.description,
  kind: row.kind,
  subject_type: row.subject,
  entries: row.entries,
  system: row.isSystem,
  created_by: row.createdBy,
  created_at: iso(row.createdAt),
  updated_at: iso(row.updatedAt),
});

/** One page of a list's entries, newest first; of a value all that hold it. */
export async function readEntries(
  platform: Platform,
  organizationId: string,
  listId: string,
  { limit, cursor, status, value }: EntryQuery,
) {
  const { subject } = await mustFindList(platform, organizationId, listId);
  const valueKeys =
    value === undefined
      ? undefined
      : formsToFind(subject, value).map((form) => listKeyOf(platform.sealer, organizationId, subject, form));
  const filter = { status, at: businessNow(platform), ...(valueKeys && { valueKeys }) };
  const rows = await listEntries(platform.db, organizationId, [listId], filter, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: await Promise.all(page.map((row) => toEntryView(platform, row))), next_cursor };
}

/** The newest revision of an entry, removed or not. */
export async function mustFindEntry(
  platform: Platform,
  organizationId: string,
  listId: string,
  entryId: string,
): Promise<EntryRow> {
  await mustFindList(platform, organizationId, listId);
  const row = await findEntry(platform.db, { organizationId, listId }, entryId);
  if (!row) throw listEntryNotFound();
  return row;
}

export async function toEntryView(platform: Platform, row: EntryRow): Promise<EntryView> {
  const opened = await openEntry(platform.sealer, row);
  return {
    entry_id: row.id,
    list_id: row.listId,
    value: opened?.value ?? null,
    reason: opened?.reason ?? null,
    reference: opened?.reference ?? null,
    status: statusOf(row, businessNow(platform)),
    created_by: row.createdBy,
    created_at: iso(row.createdAt),
    expires_at: row.expiresAt === null ? null : iso(row.expiresAt),
    removed_by: row.removedBy,
    removed_at: row.removedAt === null ? null : iso(row.removedAt),
  };
}

/** An entry holds while the time is before its expiry. */
export function statusOf(
  { removedBy, expiresAt }: Pick<EntryRow, "removedBy" | "expiresAt">,
  at: number,
): EntryView["status"] {
  if (removedBy !== null) return removedBy === BY_EXPIRY ? "expired" : "removed";
  return expiresAt !== null && expiresAt <= at ? "expired" : "active";
}
