import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { sandboxOf } from "#platform/sandbox";
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

/** How many organisations there are and are done with their sandboxes, across tenants: the ring is the platform's. */
export async function listResealed(
  db: DrizzleD1Database,
  keyId: string,
): Promise<{ organizations: number; done: number; stuck: number; lastDoneAt: number | null }> {
  const [found] = await db.all<{ organizations: number; done: number; stuck: number; lastDoneAt: number | null }>(sql`
    SELECT count(*) AS organizations, coalesce(sum(live.done_at IS NOT NULL AND test.done_at IS NOT NULL), 0) AS done,
      coalesce(sum(coalesce(live.stuck, 0) + coalesce(test.stuck, 0)), 0) AS stuck,
      max(max(live.done_at, test.done_at)) AS lastDoneAt
    FROM organizations
    LEFT JOIN privacy_resealed AS live ON live.organization_id = organizations.id AND live.key_id = ${keyId}
    LEFT JOIN privacy_resealed AS test
      ON test.organization_id = organizations.id || ${sandboxOf("")} AND test.key_id = ${keyId}`);
  return found ?? { organizations: 0, done: 0, stuck: 0, lastDoneAt: null };
}

/** Keeps an audit row by itself, of what changes nothing here. */
export async function saveAudit(db: DrizzleD1Database, row: AuditRow): Promise<void> {
  await auditInsert(db, row);
}
