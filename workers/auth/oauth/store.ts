import { and, asc, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { type AuditRow, auditInsert, auditInsertIfChanged } from "../store.ts";
import { oauthClientSecrets, oauthClients } from "../tables.ts";

export type ClientRow = typeof oauthClients.$inferSelect;
export type SecretRow = typeof oauthClientSecrets.$inferSelect;
/** A client with those of its secrets that hold, oldest first. */
export type ClientWithSecrets = { row: ClientRow; secrets: SecretRow[] };

/** The oldest give way. */
const MOST_SECRETS = 5;

export async function saveClient(
  db: DrizzleD1Database,
  row: ClientRow,
  secret: SecretRow | undefined,
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db.insert(oauthClients).values(row),
    ...(secret ? [db.insert(oauthClientSecrets).values(secret)] : []),
    auditInsert(db, audit),
  ]);
}

/** A client of an organisation, as it was at one moment. */
export async function findClient(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  now: number,
): Promise<ClientWithSecrets | undefined> {
  const [rows, secrets] = await db.batch([
    db.select().from(oauthClients).where(clientIn(organizationId, id)),
    db
      .select()
      .from(oauthClientSecrets)
      .where(and(secretsOf(organizationId, id), holding(now)))
      .orderBy(asc(oauthClientSecrets.createdAt), asc(oauthClientSecrets.id)),
  ]);
  return rows[0] && { row: rows[0], secrets };
}

/** Newest first; one more than `limit` tells that a next page exists. */
export async function listClients(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  now: number,
  after?: Cursor,
): Promise<ClientWithSecrets[]> {
  const older = olderThan(after, oauthClients.createdAt, oauthClients.id);
  const rows = await db
    .select()
    .from(oauthClients)
    .where(and(eq(oauthClients.organizationId, organizationId), older))
    .orderBy(desc(oauthClients.createdAt), desc(oauthClients.id))
    .limit(limit + 1);
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const secrets = await db
    .select()
    .from(oauthClientSecrets)
    .where(
      and(
        eq(oauthClientSecrets.organizationId, organizationId),
        sql`${oauthClientSecrets.clientId} IN (SELECT value FROM json_each(${ids}))`,
        holding(now),
      ),
    )
    .orderBy(asc(oauthClientSecrets.createdAt), asc(oauthClientSecrets.id));
  const byClient = Map.groupBy(secrets, ({ clientId }) => clientId);
  return rows.map((row) => ({ row, secrets: byClient.get(row.id) ?? [] }));
}

export type ClientChanges = Partial<
  Pick<ClientRow, "name" | "scopes" | "modules" | "allowedIps" | "tokenLifetimeS" | "publicKeys">
>;

/** Changes a client as it was read, with its audit row, both or neither; false where somebody else changed it meanwhile. */
export async function changeClient(
  db: DrizzleD1Database,
  { organizationId, id, revision }: ClientRow,
  changes: ClientChanges,
  now: number,
  audit: AuditRow,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(oauthClients)
      .set({ ...changes, updatedAt: now, revision: revision + 1 })
      .where(and(current(organizationId, id), eq(oauthClients.revision, revision)))
      .returning({ id: oauthClients.id }),
    auditInsertIfChanged(db, audit),
  ]);
  return changed.length > 0;
}

/** Gives a client another secret; those before it end at `endsAt`, or earlier if they do already. False where it was revoked. */
export async function replaceSecret(
  db: DrizzleD1Database,
  secret: SecretRow,
  endsAt: number,
  audit: AuditRow,
): Promise<boolean> {
  const { organizationId, clientId, createdAt: now } = secret;
  const own = secretsOf(organizationId, clientId);
  const isHeld = sql`EXISTS (SELECT 1 FROM ${oauthClients} WHERE ${current(organizationId, clientId)})`;
  const { id, hash, display } = secret;
  const [changed] = await db.batch([
    db
      .update(oauthClients)
      .set({ updatedAt: now, revision: sql`${oauthClients.revision} + 1` })
      .where(current(organizationId, clientId))
      .returning({ id: oauthClients.id }),
    auditInsertIfChanged(db, audit),
    db
      .update(oauthClientSecrets)
      .set({ endsAt: sql`min(coalesce(${oauthClientSecrets.endsAt}, ${endsAt}), ${endsAt})` })
      .where(and(own, isHeld)),
    db
      .insert(oauthClientSecrets)
      .select(sql`SELECT ${id}, ${organizationId}, ${clientId}, ${hash}, ${display}, ${now}, NULL WHERE ${isHeld}`),
    db.delete(oauthClientSecrets).where(
      and(
        own,
        isHeld,
        sql`${oauthClientSecrets.id} NOT IN (SELECT id FROM ${oauthClientSecrets} WHERE ${own} AND ${holding(now)}
            ORDER BY created_at DESC, id DESC LIMIT ${MOST_SECRETS})`,
      ),
    ),
  ]);
  return changed.length > 0;
}

/** Ends a client for good; the audit row is kept only where it had not ended. */
export async function markClientRevoked(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  revokedAt: number,
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db
      .update(oauthClients)
      .set({ revokedAt, updatedAt: revokedAt, revision: sql`${oauthClients.revision} + 1` })
      .where(current(organizationId, id)),
    auditInsertIfChanged(db, audit),
  ]);
}

const clientIn = (organizationId: string, id: string) =>
  and(eq(oauthClients.organizationId, organizationId), eq(oauthClients.id, id));
const current = (organizationId: string, id: string) =>
  and(clientIn(organizationId, id), isNull(oauthClients.revokedAt));
const secretsOf = (organizationId: string, id: string) =>
  and(eq(oauthClientSecrets.organizationId, organizationId), eq(oauthClientSecrets.clientId, id));
const holding = (now: number) => or(isNull(oauthClientSecrets.endsAt), gt(oauthClientSecrets.endsAt, now));
