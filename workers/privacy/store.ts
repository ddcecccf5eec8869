import { and, desc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert, auditInsertIfChanged } from "#auth";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import type { Age, Counts } from "#platform/privacy";
import { privacyRequests as requests } from "./tables.ts";

export type RequestRow = typeof requests.$inferSelect;

/** Keeps a request with its audit row. */
export async function saveRequest(db: DrizzleD1Database, row: RequestRow, audit: AuditRow): Promise<void> {
  await db.batch([db.insert(requests).values(row), auditInsert(db, audit)]);
}

export async function findRequest(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<RequestRow | undefined> {
  return db
    .select()
    .from(requests)
    .where(and(eq(requests.organizationId, organizationId), eq(requests.id, id)))
    .get();
}

/** An export of a subject that somebody asked for and that is not done yet. */
export async function findOpenExport(
  db: DrizzleD1Database,
  organizationId: string,
  requestedBy: string,
  subjectIndex: string,
): Promise<RequestRow | undefined> {
  return db
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.organizationId, organizationId),
        eq(requests.kind, "export"),
        eq(requests.requestedBy, requestedBy),
        eq(requests.subjectIndex, subjectIndex),
        inArray(requests.state, ["received", "running"]),
      ),
    )
    .limit(1)
    .get();
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listRequests(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<RequestRow[]> {
  const older = olderThan(after, requests.createdAt, requests.id);
  return db
    .select()
    .from(requests)
    .where(and(eq(requests.organizationId, organizationId), older))
    .orderBy(desc(requests.createdAt), desc(requests.id))
    .limit(limit + 1);
}

/** Takes a request for one run, until its lease is over; undefined where it is done, or in other hands. */
export async function claimRequest(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  { run, now, leaseUntil }: { run: string; now: number; leaseUntil: number },
): Promise<RequestRow | undefined> {
  return db
    .update(requests)
    .set({ state: "running", run, leaseUntil })
    .where(
      and(
        eq(requests.organizationId, organizationId),
        eq(requests.id, id),
        or(eq(requests.state, "received"), and(eq(requests.state, "running"), lte(requests.leaseUntil, now))),
      ),
    )
    .returning()
    .get();
}

/** Lets go of a request that could not be done, so that it is taken again. */
export async function releaseRequest(db: DrizzleD1Database, row: RequestRow, run: string): Promise<void> {
  await db.update(requests).set({ leaseUntil: 0 }).where(isOfRun(row, run));
}

/** Adds to what a request has done so far, and says when the next sign of life is due. */
export async function countForRequest(
  db: DrizzleD1Database,
  { organizationId, id }: Pick<RequestRow, "organizationId" | "id">,
  counts: Counts,
): Promise<void> {
  // One statement, so that two runs that overlap lose nothing of each other.
  const sum = sql`(SELECT json_group_object(key, total) FROM (
    SELECT key, sum(value) AS total FROM (
      SELECT key, value FROM json_each(${requests.counts}) UNION ALL SELECT key, value FROM json_each(${JSON.stringify(counts)})
    ) GROUP BY key))`;
  await db
    .update(requests)
    .set({ counts: sum })
    .where(and(eq(requests.organizationId, organizationId), eq(requests.id, id)));
}

/** Ends a request with its audit row, if it is still in the hands of this run; whether it was. */
export async function finishRequest(
  db: DrizzleD1Database,
  row: RequestRow,
  run: string,
  end: Partial<RequestRow>,
  audit: AuditRow,
): Promise<boolean> {
  const [ended] = await db.batch([
    db.update(requests).set(end).where(isOfRun(row, run)).returning({ id: requests.id }),
    auditInsertIfChanged(db, audit),
  ]);
  return ended.length > 0;
}

const isOfRun = ({ organizationId, id }: RequestRow, run: string) =>
  and(
    eq(requests.organizationId, organizationId),
    eq(requests.id, id),
    eq(requests.state, "running"),
    eq(requests.run, run),
  );

/** Requests that nobody works on; across tenants, for the sweep. */
export async function listAbandoned(
  db: DrizzleD1Database,
  now: number,
  limit: number,
): Promise<Pick<RequestRow, "id" | "organizationId">[]> {
  return db
    .select({ id: requests.id, organizationId: requests.organizationId })
    .from(requests)
    .where(and(sql`state IN ('received', 'running')`, lte(requests.leaseUntil, now)))
    .limit(limit);
}

/** Exports whose files are past their time, by when they were done. */
export async function listExpired(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<RequestRow[]> {
  return db
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.organizationId, organizationId),
        eq(requests.kind, "export"),
        isNotNull(requests.parts),
        sql`finished_at BETWEEN ${from} AND ${before}`,
      ),
    )
    .limit(limit);
}

/** Notes that the files of an export are gone, and whom it was about. */
export async function forgetExport(db: DrizzleD1Database, { organizationId, id }: RequestRow): Promise<void> {
  await db
    .update(requests)
    .set({ parts: null, sealed: null })
    .where(and(eq(requests.organizationId, organizationId), eq(requests.id, id)));
}
