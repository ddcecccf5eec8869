import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type NotificationRow, notificationInsert, notificationInsertIfChanged } from "#notifications";
import { laterThan } from "../people/store.ts";
import { type AuditRow, auditInsert, auditInsertIfChanged, type UserRow } from "../store.ts";
import { invitations, mailedTokens, users } from "../tables.ts";

export type MailedTokenRow = typeof mailedTokens.$inferSelect;
export type InvitationRow = typeof invitations.$inferSelect;

/** Holds only where the statement before it in its batch changed something. */
const ifChanged = sql`changes() > 0`;

/** Keeps a token with the mail that carries it; throws where the mail is there already. */
export async function saveMailedToken(
  db: DrizzleD1Database,
  token: MailedTokenRow,
  mail: NotificationRow,
): Promise<void> {
  await db.batch([db.insert(mailedTokens).values(token), notificationInsert(db, mail)]);
}

/** A token that is still good. */
export async function findMailedToken(
  db: DrizzleD1Database,
  hash: string,
  purpose: MailedTokenRow["purpose"],
  now: number,
): Promise<MailedTokenRow | undefined> {
  return db
    .select()
    .from(mailedTokens)
    .where(isGood(hash, purpose, now))
    .get();
}

/**
 * Takes a token, changes its person and tells them by `mail`, all or nothing; false where the token was taken meanwhile. A new
 * password ends every other token for one.
 */
export async function redeemToken(
  db: DrizzleD1Database,
  { hash, purpose, organizationId, userId }: MailedTokenRow,
  changes: Partial<Pick<UserRow, "passwordHash" | "emailVerifiedAt">>,
  now: number,
  audit: AuditRow,
  mail?: NotificationRow,
): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .update(mailedTokens)
      .set({ usedAt: now })
      .where(isGood(hash, purpose, now))
      .returning({ hash: mailedTokens.hash }),
    db
      .update(users)
      .set({ ...changes, updatedAt: laterThan(now) })
      .where(and(eq(users.organizationId, organizationId), eq(users.id, userId), eq(users.isActive, true), ifChanged)),
    auditInsertIfChanged(db, audit),
    ...(mail ? [notificationInsertIfChanged(db, mail)] : []),
    db
      .update(mailedTokens)
      .set({ usedAt: now })
      .where(
        and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, purpose), isNull(mailedTokens.usedAt), ifChanged),
      ),
  ]);
  return taken.length > 0;
}

const isGood = (hash: string, purpose: string, now: number): SQL =>
  and(
    eq(mailedTokens.hash, hash),
    eq(mailedTokens.purpose, purpose as MailedTokenRow["purpose"]),
    isNull(mailedTokens.usedAt),
    gt(mailedTokens.expiresAt, now),
  )!;

/** Keeps an invitation with its mail and audit row. */
export async function saveInvitation(
  db: DrizzleD1Database,
  invitation: InvitationRow,
  mail: NotificationRow,
  audit: AuditRow,
): Promise<void> {
  await db.batch([db.insert(invitations).values(invitation), notificationInsert(db, mail), auditInsert(db, audit)]);
}

/** The newest invitation of an address to an organisation that may still be accepted. */
export async function findPendingInvitation(
  db: DrizzleD1Database,
  organizationId: string,
  emailIndex: string,
  now: number,
): Promise<InvitationRow | undefined> {
  return db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.emailIndex, emailIndex),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .orderBy(desc(invitations.createdAt))
    .limit(1)
    .get();
}

/** The invitation of a token, if it may still be accepted. */
export async function findInvitation(
  db: DrizzleD1Database,
  tokenHash: string,
  now: number,
): Promise<InvitationRow | undefined> {
  return db.select().from(invitations).where(isOpen(tokenHash, now)).get();
}

/** Accepts an invitation and adds its person, both or neither; false where it was accepted meanwhile. Throws where the address is taken. */
export async function acceptInvitation(
  db: DrizzleD1Database,
  { tokenHash }: InvitationRow,
  user: UserRow,
  now: number,
  audit: AuditRow,
): Promise<boolean> {
  const { id, email, emailIndex, passwordHash, fullName, phone, role, modules, organizationId, language } = user;
  const [accepted] = await db.batch([
    db.update(invitations).set({ acceptedAt: now }).where(isOpen(tokenHash, now)).returning({ id: invitations.id }),
    db.insert(users).select(
      sql`SELECT ${id}, ${email}, ${emailIndex}, ${passwordHash}, ${fullName}, ${phone}, ${role}, ${JSON.stringify(modules)},
        ${organizationId}, 1, ${now}, ${now}, ${now}, ${language}, NULL WHERE changes() > 0`,
    ),
    auditInsertIfChanged(db, audit),
  ]);
  return accepted.length > 0;
}

const isOpen = (tokenHash: string, now: number): SQL =>
  and(eq(invitations.tokenHash, tokenHash), isNull(invitations.acceptedAt), gt(invitations.expiresAt, now))!;
