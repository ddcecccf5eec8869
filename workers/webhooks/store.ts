import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { auditInsert } from "#auth";
import { type NotificationRow, notificationInsert } from "#notifications";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { webhookEndpoints as endpoints } from "./tables.ts";

export type EndpointRow = typeof endpoints.$inferSelect;
type AuditRow = Parameters<typeof auditInsert>[1];

export const MOST_ENDPOINTS = 20;

/** A statement that ends its batch, so that nothing of it is kept, where the condition does not hold. */
const insist = (db: DrizzleD1Database, condition: SQL) =>
  db.select({ holds: sql`json(iif(${condition}, 'true', 'does not hold'))` }).from(sql`(SELECT 1)`);

/** Whether a write was refused because what it insists on does not hold. */
const isRefused = (failure: unknown): boolean =>
  String(failure).includes("malformed JSON") || String((failure as Error).cause).includes("malformed JSON");

/** False where `write` insisted on something that does not hold, and changed nothing. */
async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (failure) {
    if (isRefused(failure)) return false;
    throw failure;
  }
}

const isOwn = (organizationId: string, id: string) =>
  and(eq(endpoints.organizationId, organizationId), eq(endpoints.id, id));

/** False where the organisation has as many endpoints as it may have. */
export const saveEndpoint = (db: DrizzleD1Database, row: EndpointRow, audit: AuditRow): Promise<boolean> =>
  succeeds(
    db.batch([
      insist(
        db,
        sql`(SELECT count(*) FROM webhook_endpoints WHERE organization_id = ${row.organizationId}) < ${MOST_ENDPOINTS}`,
      ),
      db.insert(endpoints).values(row),
      auditInsert(db, audit),
    ]),
  );

/** Changes the endpoint as it was read, and tells of it by `mails`; false where it is gone or has another revision by now. */
export const updateEndpoint = (
  db: DrizzleD1Database,
  { organizationId, id, revision }: Pick<EndpointRow, "organizationId" | "id" | "revision">,
  changes: Partial<Omit<EndpointRow, "organizationId" | "id" | "revision">>,
  audit: AuditRow,
  mails: readonly NotificationRow[] = [],
): Promise<boolean> =>
  succeeds(
    db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM webhook_endpoints
          WHERE organization_id = ${organizationId} AND id = ${id} AND revision = ${revision})`,
      ),
      db
        .update(endpoints)
        .set({ ...changes, revision: revision + 1 })
        .where(isOwn(organizationId, id)),
      auditInsert(db, audit),
      ...mails.map((mail) => notificationInsert(db, mail)),
    ]),
  );

/** False where it is gone already. */
export const deleteEndpoint = (
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  audit: AuditRow,
): Promise<boolean> =>
  succeeds(
    db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM webhook_endpoints WHERE organization_id = ${organizationId} AND id = ${id})`,
      ),
      db.delete(endpoints).where(isOwn(organizationId, id)),
      auditInsert(db, audit),
    ]),
  );

/** Keeps an audit row whose change is made in an endpoint's object, before it is made. */
export async function saveAudit(db: DrizzleD1Database, audit: AuditRow): Promise<void> {
  await auditInsert(db, audit);
}

export async function findEndpoint(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<EndpointRow | undefined> {
  return db.select().from(endpoints).where(isOwn(organizationId, id)).get();
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listEndpoints(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<EndpointRow[]> {
  const older = olderThan(after, endpoints.createdAt, endpoints.id);
  return db
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.organizationId, organizationId), older))
    .orderBy(desc(endpoints.createdAt), desc(endpoints.id))
    .limit(limit + 1);
}

/** Which endpoint follows what, of several organisations; disabled ones too, since they keep what they miss. */
export async function listFollowers(
  db: DrizzleD1Database,
  organizationIds: readonly string[],
): Promise<Pick<EndpointRow, "organizationId" | "id" | "eventTypes">[]> {
  const asked = sql`(SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`;
  return db
    .select({ organizationId: endpoints.organizationId, id: endpoints.id, eventTypes: endpoints.eventTypes })
    .from(endpoints)
    .where(inArray(endpoints.organizationId, asked));
}

/** The endpoints of an organisation, of which there are few. */
export async function listEndpointIds(db: DrizzleD1Database, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(eq(endpoints.organizationId, organizationId));
  return rows.map(({ id }) => id);
}
