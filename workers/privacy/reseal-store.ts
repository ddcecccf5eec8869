import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { privacyResealed as resealed } from "./tables.ts";

/** Notes that nothing of an organisation is under an older key; the first time stays. */
export async function keepResealed(
  db: DrizzleD1Database,
  keyId: string,
  organizationId: string,
  { now, stuck }: { now: number; stuck: number },
): Promise<void> {
  await db
    .insert(resealed)
    .values({ keyId, organizationId, doneAt: now, stuck })
    .onConflictDoUpdate({ target: [resealed.keyId, resealed.organizationId], set: { stuck } });
}

/** How many organisations there are and are done, across tenants: the ring is the platform's. */
export async function listResealed(
  db: DrizzleD1Database,
  keyId: string,
): Promise<{ organizations: number; done: number; stuck: number; lastDoneAt: number | null }> {
  const [found] = await db.all<{ organizations: number; done: number; stuck: number; lastDoneAt: number | null }>(sql`
    SELECT count(*) AS organizations, count(done_at) AS done, coalesce(sum(stuck), 0) AS stuck, max(done_at) AS lastDoneAt
    FROM organizations LEFT JOIN privacy_resealed
      ON privacy_resealed.organization_id = organizations.id AND privacy_resealed.key_id = ${keyId}`);
  return found ?? { organizations: 0, done: 0, stuck: 0, lastDoneAt: null };
}

/** Keeps an audit row by itself, of what changes nothing here. */
export async function saveAudit(db: DrizzleD1Database, row: AuditRow): Promise<void> {
  await auditInsert(db, row);
}
