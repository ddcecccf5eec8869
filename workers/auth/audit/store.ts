import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  isNull,
  lt,
  lte,
  max,
  min,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import type { AuditRow } from "../store.ts";
import { auditEvents } from "../tables.ts";
import type { StoredEvent } from "./event.ts";
import type { Place } from "./place-events.ts";

const columns = { ...getTableColumns(auditEvents), changes: sql<string | null>`${auditEvents.changes}` };

/** Keeps rows that came by the queue, each once. */
export async function insertMissing(db: DrizzleD1Database, rows: readonly AuditRow[]): Promise<void> {
  for (const row of rows) await db.insert(auditEvents).values(row).onConflictDoNothing();
}

/** The rows that have no place yet, in the order in which they will get one. */
export async function listUnplaced(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
): Promise<StoredEvent[]> {
  return db
    .select(columns)
    .from(auditEvents)
    .where(and(eq(auditEvents.organizationId, organizationId), isNull(auditEvents.sequence)))
    .orderBy(asc(auditEvents.createdAt), asc(auditEvents.id))
    .limit(limit);
}

/**
 * Writes places beside their rows, with the personal parts that were hashed; again, where they stand there already. They travel as one parameter; the plus sign lets
 * SQLite find each row by its id, instead of looking through the organisation's for each.
 */
export async function savePlaces(
  db: DrizzleD1Database,
  organizationId: string,
  places: readonly Place[],
): Promise<void> {
  const json = JSON.stringify(
    places.map(({ id, sequence, previousHash, hash, ipAddress, changes }) => [
      id,
      sequence,
      previousHash,
      hash,
      ipAddress,
      changes,
    ]),
  );
  await db.run(sql`
    UPDATE audit_events SET sequence = p.value ->> 1, previous_hash = p.value ->> 2, hash = p.value ->> 3,
      ip_address = coalesce(p.value ->> 4, ip_address), changes = coalesce(p.value ->> 5, changes)
    FROM json_each(${json}) AS p
    WHERE audit_events.id = p.value ->> 0 AND +audit_events.organization_id = ${organizationId}`);
}

/** The only look across tenants: whose rows wait for a place. */
export async function listWaitingOrganizations(db: DrizzleD1Database): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`SELECT DISTINCT organization_id AS id FROM audit_events INDEXED BY audit_events_unchained WHERE sequence IS NULL`,
  );
  return rows.map(({ id }) => id);
}

export type EventFilter = {
  actor?: string;
  action?: string;
  target?: string;
  /** Epoch milliseconds; `to` is the first that is not asked for. */
  from?: number;
  to?: number;
};

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listEvents(
  db: DrizzleD1Database,
  organizationId: string,
  filter: EventFilter,
  limit: number,
  after?: Cursor,
): Promise<StoredEvent[]> {
  const older =
    after &&
    and(lte(auditEvents.createdAt, after.at), or(lt(auditEvents.createdAt, after.at), lt(auditEvents.id, after.id)));
  return db
    .select(columns)
    .from(auditEvents)
    .where(and(eq(auditEvents.organizationId, organizationId), ...conditionsOf(filter), older))
    .orderBy(desc(auditEvents.createdAt), desc(auditEvents.id))
    .limit(limit + 1);
}

const conditionsOf = ({ actor, action, target, from, to }: EventFilter): (SQL | undefined)[] => [
  actor === undefined ? undefined : eq(auditEvents.actor, actor),
  action === undefined ? undefined : eq(auditEvents.action, action),
  target === undefined ? undefined : eq(auditEvents.target, target),
  from === undefined ? undefined : gte(auditEvents.createdAt, from),
  to === undefined ? undefined : lt(auditEvents.createdAt, to),
];

/** Where a walk along the chain stands; the id tells apart rows that share a sequence, which none should. */
export type WalkedTo = { sequence: number; id: string };

/** The next rows of the chain up to `upTo`, in its order. */
export async function listPlaced(
  db: DrizzleD1Database,
  organizationId: string,
  after: WalkedTo,
  upTo: number,
  limit: number,
): Promise<StoredEvent[]> {
  return db
    .select(columns)
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.organizationId, organizationId),
        gte(auditEvents.sequence, after.sequence),
        lte(auditEvents.sequence, upTo),
        or(gt(auditEvents.sequence, after.sequence), gt(auditEvents.id, after.id)),
      ),
    )
    .orderBy(asc(auditEvents.sequence), asc(auditEvents.id))
    .limit(limit);
}

/** The last place that a row of the organisation has; 0 before the first. */
export async function lastPlace(db: DrizzleD1Database, organizationId: string): Promise<number> {
  const found = await db
    .select({ last: max(auditEvents.sequence) })
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, organizationId))
    .get();
  return found?.last ?? 0;
}

/** The first and last place of what happened in a time; null where nothing did. */
export async function placesWithin(
  db: DrizzleD1Database,
  organizationId: string,
  { from, to }: Pick<EventFilter, "from" | "to">,
): Promise<{ first: number | null; last: number | null }> {
  const found = await db
    .select({ first: min(auditEvents.sequence), last: max(auditEvents.sequence) })
    .from(auditEvents)
    .where(and(eq(auditEvents.organizationId, organizationId), ...conditionsOf({ from, to })))
    .get();
  return found ?? { first: null, last: null };
}
