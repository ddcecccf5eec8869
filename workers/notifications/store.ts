import { and, asc, desc, eq, getTableColumns, gt, lt, lte, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import { notifications } from "./tables.ts";
import type { Channel } from "./templates/template.ts";

export type NotificationRow = typeof notifications.$inferSelect;

/** The statement that puts a notification into the outbox, for the batch of the change that it tells of. */
export const notificationInsert = (db: DrizzleD1Database, row: NotificationRow) => db.insert(notifications).values(row);

/** As `notificationInsert`, where the statement before it in its batch changed anything. */
export function notificationInsertIfChanged(db: DrizzleD1Database, row: NotificationRow) {
  // SAFETY: rows are typed by the same table.
  const fields = Object.keys(getTableColumns(notifications)) as (keyof NotificationRow)[];
  const values = sql.join(
    fields.map((field) => sql`${row[field]}`),
    sql`, `,
  );
  return db.insert(notifications).select(sql`SELECT ${values} WHERE changes() > 0`);
}

/** As `notificationInsert`, for news that may be told again: a row whose id is taken stays as it is. */
export const notificationInsertOnce = (db: DrizzleD1Database, row: NotificationRow) =>
  notificationInsert(db, row).onConflictDoNothing();

const isWaiting = (organizationId: string, id: string) =>
  and(eq(notifications.organizationId, organizationId), eq(notifications.id, id), eq(notifications.state, "waiting"));

/**
 * Takes a due notification until `leaseUntil` and counts the attempt, in one statement: of several that come at the same
 * time one gets the row, the others undefined.
 */
export async function claimNotification(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  lease: { now: number; leaseUntil: number },
): Promise<NotificationRow | undefined> {
  return db
    .update(notifications)
    .set({ dueAt: lease.leaseUntil, attempts: sql`${notifications.attempts} + 1` })
    .where(and(isWaiting(organizationId, id), lte(notifications.dueAt, lease.now)))
    .returning()
    .get();
}

/** Also where the lease ran out meanwhile: what left, left. */
export async function markSent(
  db: DrizzleD1Database,
  row: NotificationRow,
  sent: { provider: string; providerId: string | null; now: number },
): Promise<void> {
  const { provider, providerId, now } = sent;
  await db
    .update(notifications)
    .set({ state: "sent", sealed: null, failure: null, provider, providerId, finishedAt: now })
    .where(isWaiting(row.organizationId, row.id));
}

/** Changes nothing where another attempt began since. */
export async function putOff(
  db: DrizzleD1Database,
  row: NotificationRow,
  put: { provider: string; failure: string; dueAt: number },
): Promise<void> {
  await db
    .update(notifications)
    .set(put)
    .where(and(isWaiting(row.organizationId, row.id), eq(notifications.attempts, row.attempts)));
}

/** Changes nothing where another attempt began since. */
export async function markFailed(
  db: DrizzleD1Database,
  row: NotificationRow,
  failed: { provider: string; failure: string; now: number },
): Promise<void> {
  const { provider, failure, now } = failed;
  await db
    .update(notifications)
    .set({ state: "failed", sealed: null, provider, failure, finishedAt: now })
    .where(and(isWaiting(row.organizationId, row.id), eq(notifications.attempts, row.attempts)));
}

/** What waits and is due on a channel, longest first. Without a tenant: it serves the sweep over all of them. */
export async function listDue(
  db: DrizzleD1Database,
  channel: Channel,
  now: number,
  limit: number,
): Promise<Pick<NotificationRow, "id" | "organizationId" | "channel">[]> {
  const { id, organizationId } = notifications;
  return db
    .select({ id, organizationId, channel: notifications.channel })
    .from(notifications)
    .where(and(eq(notifications.state, "waiting"), eq(notifications.channel, channel), lte(notifications.dueAt, now)))
    .orderBy(asc(notifications.dueAt))
    .limit(limit);
}

/** Gives up what helps nobody any more and is in nobody's hands; returns what it was. */
export async function failOutdated(
  db: DrizzleD1Database,
  now: number,
): Promise<Pick<NotificationRow, "id" | "organizationId" | "channel" | "template" | "attempts">[]> {
  const { id, organizationId, channel, template, attempts } = notifications;
  return db
    .update(notifications)
    .set({
      state: "failed",
      sealed: null,
      failure: sql`coalesce(${notifications.failure}, 'outdated')`,
      finishedAt: now,
    })
    .where(and(eq(notifications.state, "waiting"), lte(notifications.usefulUntil, now), lte(notifications.dueAt, now)))
    .returning({ id, organizationId, channel, template, attempts });
}

/** What was recorded in a sandbox instead of being sent, newest first; one row more than `limit` tells of a next page. */
export async function listRecorded(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<NotificationRow[]> {
  const { createdAt, id, state } = notifications;
  const older = after && or(lt(createdAt, after.at), and(eq(createdAt, after.at), lt(id, after.id)));
  return db
    .select()
    .from(notifications)
    .where(and(eq(notifications.organizationId, organizationId), eq(state, "recorded"), older))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
}

/** What waits to be sent for an organisation, in the order of its ids. */
export async function listWaiting(
  db: DrizzleD1Database,
  organizationId: string,
  after: string,
  limit: number,
): Promise<Pick<NotificationRow, "id" | "sealed">[]> {
  return db
    .select({ id: notifications.id, sealed: notifications.sealed })
    .from(notifications)
    .where(
      and(
        eq(notifications.organizationId, organizationId),
        eq(notifications.state, "waiting"),
        gt(notifications.id, after),
      ),
    )
    .orderBy(asc(notifications.id))
    .limit(limit);
}

/** Drops messages that wait, without a trace of whom they were to. */
export async function dropWaiting(
  db: DrizzleD1Database,
  organizationId: string,
  ids: readonly string[],
): Promise<void> {
  await db
    .delete(notifications)
    .where(
      and(
        eq(notifications.organizationId, organizationId),
        eq(notifications.state, "waiting"),
        sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    );
}

/** Deletes messages that were sent or given up, by when they were written; tells how many. */
export async function forgetFinished(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = sql`(SELECT id FROM notifications WHERE organization_id = ${organizationId}
    AND created_at BETWEEN ${from} AND ${before} AND state <> 'waiting' ORDER BY created_at LIMIT ${limit})`;
  const gone = await db
    .delete(notifications)
    .where(and(eq(notifications.organizationId, organizationId), sql`id IN ${old}`))
    .returning({ id: notifications.id });
  return gone.length;
}
