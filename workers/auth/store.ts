import { and, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type NotificationRow, notificationInsert } from "#notifications";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { apiKeySecrets, apiKeys, auditEvents, mailedTokens, organizations, users } from "./tables.ts";

export type OrganizationRow = typeof organizations.$inferSelect;
export type NewOrganizationRow = typeof organizations.$inferInsert;
export type UserRow = typeof users.$inferSelect;
export type ApiKeyRow = typeof apiKeys.$inferSelect;
export type AuditRow = typeof auditEvents.$inferInsert;

/** The statement that keeps an audit row, for the batch of the change that it tells of. */
export const auditInsert = (db: DrizzleD1Database, row: AuditRow) => db.insert(auditEvents).values(row);

/** The statement that keeps an audit row if the statement before it in its batch changed anything. */
export function auditInsertIfChanged(db: DrizzleD1Database, row: AuditRow) {
  const values = Object.keys(getTableColumns(auditEvents)).map((field) => {
    const value = row[field as keyof AuditRow] ?? null;
    return sql`${value !== null && typeof value === "object" ? JSON.stringify(value) : value}`;
  });
  return db.insert(auditEvents).select(sql`SELECT ${sql.join(values, sql`, `)} WHERE changes() > 0`);
}

/** Keeps an audit row by itself, once however often it is told; a change in D1 takes its row into its own batch instead. */
export async function saveAudit(db: DrizzleD1Database, row: AuditRow): Promise<void> {
  await auditInsert(db, row).onConflictDoNothing();
}

/** Saves an organisation with its first person and the mail to confirm their address, or changes nothing; throws where the e-mail is taken. */
export async function saveOrganizationWithUser(
  db: DrizzleD1Database,
  organization: NewOrganizationRow,
  user: UserRow,
  audit: AuditRow,
  verification?: { token: typeof mailedTokens.$inferInsert; mail: NotificationRow },
) {
  await db.batch([
    db.insert(organizations).values(organization),
    db.insert(users).values(user),
    auditInsert(db, audit),
    ...(verification
      ? [db.insert(mailedTokens).values(verification.token), notificationInsert(db, verification.mail)]
      : []),
  ]);
}

export async function saveUser(db: DrizzleD1Database, user: UserRow, audit: AuditRow): Promise<void> {
  await db.batch([db.insert(users).values(user), auditInsert(db, audit)]);
}

/** Replaces the hash of a password that stays the same. */
export async function keepPasswordHash(
  db: DrizzleD1Database,
  { organizationId, id, passwordHash }: UserRow,
  next: string,
): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: next })
    .where(and(eq(users.organizationId, organizationId), eq(users.id, id), eq(users.passwordHash, passwordHash)));
}

/** Gives a person another password, with its audit row and the mail that tells them. */
export async function savePassword(
  db: DrizzleD1Database,
  { organizationId, id }: UserRow,
  passwordHash: string,
  now: number,
  audit: AuditRow,
  mail: NotificationRow,
): Promise<void> {
  await db.batch([
    db
      .update(users)
      .set({ passwordHash, updatedAt: sql`max(updated_at + 1, ${now})` })
      .where(and(eq(users.organizationId, organizationId), eq(users.id, id))),
    auditInsert(db, audit),
    notificationInsert(db, mail),
  ]);
}

/** Keeps that somebody signs in, and the language that they did it in, in which they are written to from then on. */
export async function saveSignIn(
  db: DrizzleD1Database,
  { organizationId, id, language }: UserRow,
  spoken: UserRow["language"],
  audit: AuditRow,
): Promise<void> {
  const isOwn = and(eq(users.organizationId, organizationId), eq(users.id, id));
  await db.batch([
    auditInsert(db, audit),
    ...(spoken === language ? [] : [db.update(users).set({ language: spoken }).where(isOwn)]),
  ]);
}

/** The only look-up without a tenant: it finds out which one a person belongs to. */
export async function findUserByEmailIndex(db: DrizzleD1Database, emailIndex: string) {
  return db
    .select({ user: users, organization: organizations })
    .from(users)
    .innerJoin(organizations, eq(users.organizationId, organizations.id))
    .where(eq(users.emailIndex, emailIndex))
    .get();
}

export async function findUser(db: DrizzleD1Database, organizationId: string, userId: string) {
  return db
    .select({ user: users, organization: organizations })
    .from(users)
    .innerJoin(organizations, eq(users.organizationId, organizations.id))
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)))
    .get();
}

export async function findOrganizationByName(
  db: DrizzleD1Database,
  name: string,
): Promise<OrganizationRow | undefined> {
  return db.select().from(organizations).where(eq(organizations.name, name)).get();
}

export async function findOrganization(
  db: DrizzleD1Database,
  organizationId: string,
): Promise<OrganizationRow | undefined> {
  return db.select().from(organizations).where(eq(organizations.id, organizationId)).get();
}

export async function saveApiKey(db: DrizzleD1Database, row: ApiKeyRow, audit: AuditRow): Promise<void> {
  await db.batch([db.insert(apiKeys).values(row), insertSecret(db, row, row.createdAt), auditInsert(db, audit)]);
}

/** Gives a key another secret beside those that it had; false where the key was revoked meanwhile. */
export async function addSecret(
  db: DrizzleD1Database,
  { organizationId, id }: ApiKeyRow,
  secret: { keyHash: string; display: string },
  now: number,
  audit: AuditRow,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(apiKeys)
      .set(secret)
      .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id }),
    auditInsertIfChanged(db, audit),
    insertSecret(db, { organizationId, id, keyHash: secret.keyHash }, now),
  ]);
  return changed.length > 0;
}

/** Hashes of every secret that a key ever had. */
export async function listSecrets(db: DrizzleD1Database, organizationId: string, keyId: string): Promise<string[]> {
  const rows = await db
    .select({ keyHash: apiKeySecrets.keyHash })
    .from(apiKeySecrets)
    .where(and(eq(apiKeySecrets.organizationId, organizationId), eq(apiKeySecrets.keyId, keyId)))
    .orderBy(apiKeySecrets.createdAt);
  return rows.map(({ keyHash }) => keyHash);
}

const insertSecret = (
  db: DrizzleD1Database,
  { keyHash, organizationId, id }: Pick<ApiKeyRow, "keyHash" | "organizationId" | "id">,
  createdAt: number,
) => db.insert(apiKeySecrets).values({ keyHash, organizationId, keyId: id, createdAt });

/** Says from where a key may be used, with its audit row. */
export async function saveAllowedIps(
  db: DrizzleD1Database,
  { organizationId, id }: ApiKeyRow,
  allowedIps: string[],
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db
      .update(apiKeys)
      .set({ allowedIps })
      .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, id))),
    auditInsert(db, audit),
  ]);
}

export async function findApiKey(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<ApiKeyRow | undefined> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, id)))
    .get();
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listApiKeys(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<ApiKeyRow[]> {
  const older = olderThan(after, apiKeys.createdAt, apiKeys.id);
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), older))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit + 1);
}

export async function markApiKeyRevoked(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
  revokedAt: number,
  audit: AuditRow,
) {
  await db.batch([
    db
      .update(apiKeys)
      .set({ revokedAt })
      .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt))),
    auditInsertIfChanged(db, audit),
  ]);
}
