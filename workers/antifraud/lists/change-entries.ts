import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { announceSoon, bringIntoForce } from "./announce-lists.ts";
import { type EntryDraft, removeEntry, saveEntries } from "./entry-changes.ts";
import { type EntryRow, findEntry } from "./entry-store.ts";
import { listChanged, listEntryNotFound, listEntryTaken, listFull, listNotFound } from "./errors.ts";
import { mustFindOwn } from "./find-list.ts";
import { listKeyOf } from "./list-keys.ts";
import { type ListRow, MOST_ENTRIES } from "./list-store.ts";
import { type ListValue, readListValue } from "./list-values.ts";
import { etagOfEntry, mustFindEntry } from "./read-lists.ts";
import { type EntryChange, type EntryInput, REGULATOR_HOURS } from "./schemas.ts";
import { openEntry, sealEntries } from "./sealed-entries.ts";

export const HOUR_MS = 3_600_000;
/** Beyond that it is a mistake; whoever means for good says nothing. */
const LONGEST_MS = 10 * 366 * 24 * HOUR_MS;

/** Adds an entry; its value must not be on the list already. */
export async function addEntry(
  platform: Platform,
  caller: Caller,
  listId: string,
  input: EntryInput,
  requestId: string,
): Promise<EntryRow> {
  const list = await mustFindOwn(platform, caller.organizationId, listId);
  const id = platform.newId("lse");
  const draft = await draftOf(platform, caller, list, { id, input, value: mustRead(list, input.value) });
  return saveOne(platform, caller, list, draft, { action: "list_entry.added", requestId });
}

/** Says anew why an entry is there and until when. What it said before stays in the history. */
export async function changeEntry(
  platform: Platform,
  caller: Caller,
  listId: string,
  entryId: string,
  input: EntryChange,
  { requestId, ifMatch }: { requestId: string; ifMatch: string | undefined },
): Promise<EntryRow> {
  const list = await mustFindOwn(platform, caller.organizationId, listId);
  const before = await mustFindActive(platform, caller.organizationId, listId, entryId);
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOfEntry(before)) throw listChanged();
  const opened = await openEntry(platform.sealer, before);
  // Whoever was erased is nobody to write about; the entry holds until it ends or is removed.
  if (!opened) throw listEntryNotFound("Whom it is about was erased, it can only be removed");
  const draft = await draftOf(platform, caller, list, {
    id: entryId,
    input: { ...input, value: opened.value },
    value: mustRead(list, opened.value),
  });
  return saveOne(platform, caller, list, draft, { action: "list_entry.changed", requestId, replaced: before });
}

/** Takes an entry off its list. */
export async function takeOff(
  platform: Platform,
  caller: Caller,
  listId: string,
  entryId: string,
  { requestId, ifMatch }: { requestId: string; ifMatch: string | undefined },
): Promise<void> {
  const { organizationId } = caller;
  await mustFindOwn(platform, organizationId, listId);
  const row = await mustFindActive(platform, organizationId, listId, entryId);
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOfEntry(row)) throw listChanged();
  await takeOffNow(platform, caller, row, { action: "list_entry.removed", requestId });
}

type Change = { action: AuditAction; requestId: string };

/** Removes an entry that was found and brings that into force. */
export async function takeOffNow(
  platform: Platform,
  caller: Caller,
  row: EntryRow,
  { action, requestId }: Change,
): Promise<void> {
  const { organizationId } = caller;
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: row.id, requestId });
  await announceSoon(platform, organizationId);
  if (!(await removeEntry(platform.db, row, { by: caller.id, now: businessNow(platform) }, audit)))
    throw listEntryNotFound();
  await bringIntoForce(platform, organizationId);
}

/** The entry that a caller asks for, sealed and with the key by which it is found. */
export async function draftOf(
  platform: Platform,
  caller: Caller,
  list: Pick<ListRow, "organizationId" | "id" | "subject">,
  {
    id,
    input,
    value,
    untold = null,
    now = businessNow(platform),
  }: { id: string; input: EntryInput; value: ListValue; untold?: EntryDraft["untold"]; now?: number },
): Promise<EntryDraft> {
  const { organizationId, subject } = list;
  const said = { id, value: value.shown, reason: input.reason ?? null, reference: input.reference ?? null };
  const [sealed = null] = await sealEntries(platform, { organizationId, listId: list.id, subject }, [said]);
  return {
    id,
    valueKey: listKeyOf(platform.sealer, organizationId, subject, value.form),
    prefix: value.prefix,
    sealed,
    createdBy: caller.id,
    createdAt: now,
    expiresAt: expiryOf(input, now),
    untold,
  };
}

/** Saves one entry and brings it into force, or says why not. */
export async function saveOne(
  platform: Platform,
  caller: Caller,
  list: Pick<ListRow, "organizationId" | "id" | "subject">,
  draft: EntryDraft,
  {
    action,
    requestId,
    isTaken = listEntryTaken,
    ...more
  }: Change & Pick<Parameters<typeof saveEntries>[3], "replaced" | "make"> & { isTaken?: () => Error },
): Promise<EntryRow> {
  const { organizationId, id: listId } = list;
  const { replaced } = more;
  const until = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
  const changes = {
    ...(!replaced && { list_id: [null, listId] as const }),
    expires_at: [until(replaced?.expiresAt), until(draft.expiresAt)] as const,
  };
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: draft.id, requestId, changes });
  await announceSoon(platform, organizationId);
  const order = { at: businessNow(platform), now: platform.now(), ...more };
  const added = await saveEntries(platform.db, { organizationId, listId }, [draft], order, audit);
  if (added === "gone") throw listNotFound();
  if (added === "full") throw listFull(`At most ${MOST_ENTRIES}`);
  if (added.length === 0) throw replaced ? listChanged() : isTaken();
  await bringIntoForce(platform, organizationId);
  const saved = await findEntry(platform.db, { organizationId, listId }, draft.id);
  if (!saved) throw listEntryNotFound();
  return saved;
}

async function mustFindActive(
  platform: Platform,
  organizationId: string,
  listId: string,
  entryId: string,
): Promise<EntryRow> {
  const row = await mustFindEntry(platform, organizationId, listId, entryId);
  if (row.removedIn !== null) throw listEntryNotFound();
  return row;
}

function mustRead({ subject }: Pick<ListRow, "subject">, text: string): ListValue {
  const value = readListValue(subject, text);
  if ("wrong" in value) throw invalidRequest({ errors: [{ path: "value", message: value.wrong }] });
  return value;
}

/** Until when an entry is to hold, epoch milliseconds; null for good. */
export function expiryOf(
  { expires_at, preset }: Pick<EntryInput, "expires_at" | "preset">,
  now: number,
): number | null {
  if (preset !== undefined) return now + REGULATOR_HOURS * HOUR_MS;
  if (expires_at === undefined) return null;
  const at = Date.parse(expires_at);
  const wrong = wrongExpiry(at, now);
  if (wrong) throw invalidRequest({ errors: [{ path: "expires_at", message: wrong }] });
  return at;
}

/** What is wrong with a time until which an entry is to hold. */
export function wrongExpiry(at: number, now: number): string | undefined {
  if (at <= now) return "Lies in the past";
  return at > now + LONGEST_MS ? "Lies more than ten years ahead; leave it out for good" : undefined;
}
