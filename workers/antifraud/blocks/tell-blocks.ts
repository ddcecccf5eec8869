import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import {
  type EntityBlocked,
  type EntityUnblocked,
  type ListsChanged,
  publishEvent,
  publishTogether,
} from "#platform/events";
import type { Platform } from "#platform/platform";
import { BY_EXPIRY } from "../lists/entry-changes.ts";
import type { EntryRow } from "../lists/entry-store.ts";
import { antifraudListEntries as entries } from "../lists/tables.ts";
import { typeOfList } from "./blocked-lists.ts";

const BLOCKS_AT_ONCE = 200;

/**
 * Tells of blocks that began or ended. What is to be told is marked in the batch of the change, so none is lost; told again, by
 * whoever ended before taking the mark away, followers ignore it.
 */
export async function tellBlocks(platform: Platform, events: readonly ListsChanged[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    for (;;) {
      const rows = await listUntold(platform.db, organizationId);
      if (rows.length === 0) break;
      await publishTogether(platform.env, rows.flatMap(newsOf));
      await markTold(platform.db, organizationId, rows);
      if (rows.length < BLOCKS_AT_ONCE) break;
    }
}

const OWNERS_AT_ONCE = 50;

/** Has blocks told of that the queue lost. */
export async function sweepUntoldBlocks({ db, env }: Platform): Promise<void> {
  const owners = await db
    .selectDistinct({ organizationId: entries.organizationId })
    .from(entries)
    .where(isNotNull(entries.untold))
    .limit(OWNERS_AT_ONCE);
  for (const { organizationId } of owners) await publishEvent(env, { type: "antifraud.lists_changed", organizationId });
}

function newsOf(row: EntryRow): (EntityBlocked | EntityUnblocked)[] {
  const { organizationId, id: blockId, untold, createdAt, expiresAt, removedAt, removedBy } = row;
  const whose = { organizationId, blockId, entityType: typeOfList(row.listId) };
  const blocked: EntityBlocked = { type: "antifraud.entity_blocked", ...whose, blockedAt: createdAt, expiresAt };
  const unblocked: EntityUnblocked = {
    type: "antifraud.entity_unblocked",
    ...whose,
    cause: removedBy === BY_EXPIRY ? "expired" : "lifted",
    unblockedAt: removedAt ?? createdAt,
  };
  return [...(untold === "unblocked" ? [] : [blocked]), ...(untold === "blocked" ? [] : [unblocked])];
}

const listUntold = (db: DrizzleD1Database, organizationId: string): Promise<EntryRow[]> =>
  db
    .select()
    .from(entries)
    .where(and(eq(entries.organizationId, organizationId), isNotNull(entries.untold)))
    .limit(BLOCKS_AT_ONCE);

/** Takes the marks away of what was told; not of a block that ended meanwhile. */
async function markTold(db: DrizzleD1Database, organizationId: string, rows: readonly EntryRow[]): Promise<void> {
  const told = JSON.stringify(rows.map(({ id, untold }) => [id, untold]));
  await db
    .update(entries)
    .set({ untold: null })
    .where(
      and(
        eq(entries.organizationId, organizationId),
        isNotNull(entries.untold),
        sql`(id, untold) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${told}))`,
      ),
    );
  // Of a block that ended after its beginning was told, only the end is left.
  await db
    .update(entries)
    .set({ untold: "unblocked" })
    .where(
      and(
        eq(entries.organizationId, organizationId),
        eq(entries.untold, "both"),
        sql`(id, 'blocked') IN (SELECT value ->> 0, value ->> 1 FROM json_each(${told}))`,
      ),
    );
}
