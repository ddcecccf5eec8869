import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { draftOf, expiryOf, HOUR_MS, saveOne, takeOffNow } from "../lists/change-entries.ts";
import { type EntryRow, findEntry, listEntries } from "../lists/entry-store.ts";
import { listKeyOf } from "../lists/list-keys.ts";
import { readListValue } from "../lists/list-values.ts";
import { statusOf } from "../lists/read-lists.ts";
import { REGULATOR_HOURS } from "../lists/schemas.ts";
import { openEntry } from "../lists/sealed-entries.ts";
import { everyListOfBlocks, listOfBlocks, makeListOfBlocks, typeOfList } from "./blocked-lists.ts";
import { alreadyBlocked, blockNotFound, blockOver } from "./errors.ts";
import type { BlockedType, BlockInput, BlockQuery, BlockView } from "./schemas.ts";

const iso = (at: number) => new Date(at).toISOString();

/**
 * Blocks a card, user or device for a time: an entry on the list in which the organisation's blocks are kept, so that it
 * holds as every entry does.
 */
export async function blockEntity(
  platform: Platform,
  caller: Caller,
  input: BlockInput,
  requestId: string,
): Promise<EntryRow> {
  const { organizationId } = caller;
  const { entity_type: type, reason, reference } = input;
  const now = businessNow(platform);
  const list = { organizationId, id: listOfBlocks(type), subject: type };
  const draft = await draftOf(platform, caller, list, {
    id: platform.newId("blk"),
    input: { value: input.entity_id, reason, reference, expires_at: endOf(input, now) },
    value: mustRead(type, input.entity_id),
    untold: "blocked",
    now,
  });
  const taken = await findActive(platform, organizationId, type, draft.valueKey);
  if (taken) throw alreadyBlocked(`By ${taken.id}`);
  const make = [makeListOfBlocks(platform.db, organizationId, type, now)];
  return saveOne(platform, caller, list, draft, { action: "block.created", requestId, make, isTaken: alreadyBlocked });
}

/** Lifts a block before its end. */
export async function liftBlock(platform: Platform, caller: Caller, blockId: string, requestId: string): Promise<void> {
  const row = await mustFindBlock(platform, caller.organizationId, blockId);
  if (statusOf(row, businessNow(platform)) !== "active") throw blockOver();
  await takeOffNow(platform, caller, row, { action: "block.lifted", requestId });
}

/** One page of blocks, newest first. */
export async function readBlocks(
  platform: Platform,
  organizationId: string,
  { limit, cursor, status, entity_type: type, entity_id: value }: BlockQuery,
) {
  if (value !== undefined && type === undefined)
    throw invalidRequest({ errors: [{ path: "entity_type", message: "Is needed with entity_id" }] });
  const filter = {
    status: status === "over" ? ("removed" as const) : status,
    at: businessNow(platform),
    ...(type && value !== undefined && { valueKeys: [keyOf(platform, organizationId, type, value)] }),
  };
  const lists = type ? [listOfBlocks(type)] : everyListOfBlocks;
  const rows = await listEntries(platform.db, organizationId, lists, filter, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: await Promise.all(page.map((row) => toBlockView(platform, row))), next_cursor };
}

/** The block of an organisation, over or not. */
export async function mustFindBlock(platform: Platform, organizationId: string, blockId: string): Promise<EntryRow> {
  for (const listId of everyListOfBlocks) {
    const row = await findEntry(platform.db, { organizationId, listId }, blockId);
    if (row) return row;
  }
  throw blockNotFound();
}

export async function toBlockView(platform: Platform, row: EntryRow): Promise<BlockView> {
  const opened = await openEntry(platform.sealer, row);
  const status = statusOf(row, businessNow(platform));
  const isLifted = status === "removed";
  return {
    block_id: row.id,
    entity_type: typeOfList(row.listId),
    entity_id: opened?.value ?? null,
    reason: opened?.reason ?? null,
    reference: opened?.reference ?? null,
    status: isLifted ? "lifted" : status,
    created_by: row.createdBy,
    created_at: iso(row.createdAt),
    expires_at: row.expiresAt === null ? null : iso(row.expiresAt),
    lifted_by: isLifted ? row.removedBy : null,
    lifted_at: isLifted && row.removedAt !== null ? iso(row.removedAt) : null,
  };
}

/** When a block is to end, as it would have been sent. */
function endOf({ hours = REGULATOR_HOURS, expires_at }: BlockInput, now: number): string {
  const end = expires_at ?? iso(now + hours * HOUR_MS);
  expiryOf({ expires_at: end }, now);
  return end;
}

async function findActive(platform: Platform, organizationId: string, type: BlockedType, valueKey: string) {
  const filter = { status: "active" as const, at: businessNow(platform), valueKeys: [valueKey] };
  return (await listEntries(platform.db, organizationId, [listOfBlocks(type)], filter, 1))[0];
}

const keyOf = ({ sealer }: Platform, organizationId: string, type: BlockedType, text: string): string => {
  const value = readListValue(type, text);
  return listKeyOf(sealer, organizationId, type, "wrong" in value ? text : value.form);
};

function mustRead(type: BlockedType, text: string) {
  const value = readListValue(type, text);
  if ("wrong" in value) throw invalidRequest({ errors: [{ path: "entity_id", message: value.wrong }] });
  return value;
}
