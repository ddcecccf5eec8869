import { and, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { idempotencyKeys as keys } from "./tables.ts";

/** How long an answer is kept to be given again, milliseconds. */
export const KEPT_MS = 24 * 3_600_000;

/** How long an attempt may take; another may begin after that if the first had no effect. Milliseconds. */
export const LEASE_MS = 60_000;

/** Which key of which caller; keys of different callers never meet. */
export type Claimed = { organizationId: string; callerId: string; keyHash: string };

/** One attempt to do what a key stands for. `attempt` tells it from a later one. */
export type Claim = Claimed & { requestHash: string; requestId: string; attempt: string; at: number };

export type KeyRow = typeof keys.$inferSelect;

const of = ({ organizationId, callerId, keyHash }: Claimed): SQL | undefined =>
  and(eq(keys.organizationId, organizationId), eq(keys.callerId, callerId), eq(keys.keyHash, keyHash));

const ofAttempt = (claim: Claim) => and(of(claim), eq(keys.attempt, claim.attempt));

const rowOf = ({ at, ...claim }: Claim) => ({ ...claim, createdAt: at, leasedUntil: at + LEASE_MS });

/**
 * Takes a key that is new, forgotten, or left by an attempt that ended without an effect: undefined says that it is this
 * attempt's now, a row who has it.
 */
export async function takeKey(db: DrizzleD1Database, claim: Claim): Promise<KeyRow | undefined> {
  const isForgotten = lte(keys.createdAt, claim.at - KEPT_MS);
  const isAbandoned = and(
    isNull(keys.tookEffectAt),
    lte(keys.leasedUntil, claim.at),
    eq(keys.requestHash, claim.requestHash),
  );
  const [taken] = await db
    .insert(keys)
    .values(rowOf(claim))
    .onConflictDoUpdate({
      target: [keys.organizationId, keys.callerId, keys.keyHash],
      set: { ...rowOf(claim), tookEffectAt: null, answer: null },
      setWhere: or(isForgotten, isAbandoned),
    })
    .returning({ attempt: keys.attempt });
  if (taken) return undefined;
  const [holder] = await db.select().from(keys).where(of(claim));
  // Released between the two statements: whoever asks again gets it.
  return holder ?? { ...rowOf(claim), attempt: "", tookEffectAt: null, answer: null };
}

/**
 * The statement that marks a key within the batch of its effect. Where another attempt has taken the key meanwhile it breaks
 * the NOT NULL of `attempt`, and with it the whole batch.
 */
export const markInsert = (db: DrizzleD1Database, claim: Claim) =>
  db
    .insert(keys)
    .values({ ...rowOf(claim), tookEffectAt: claim.at })
    .onConflictDoUpdate({
      target: [keys.organizationId, keys.callerId, keys.keyHash],
      set: {
        attempt: sql`CASE WHEN ${keys.attempt} = ${claim.attempt} THEN ${keys.attempt} END`,
        tookEffectAt: claim.at,
      },
    });

/** Whether a batch failed since another attempt has the key. */
export const isTakenOver = (failure: unknown): boolean =>
  `${failure}`.includes("NOT NULL constraint failed: idempotency_keys.attempt");

/** Keeps the sealed answer of an attempt. */
export async function keepAnswer(db: DrizzleD1Database, claim: Claim, answer: string): Promise<void> {
  await db
    .update(keys)
    .set({ answer, tookEffectAt: sql`coalesce(${keys.tookEffectAt}, ${claim.at})` })
    .where(ofAttempt(claim));
}

/** Lets a key go after an attempt that changed nothing; with `unlessEffective` not where something was written after all. */
export async function releaseKey(
  db: DrizzleD1Database,
  claim: Claim,
  { unlessEffective }: { unlessEffective: boolean },
): Promise<void> {
  await db.delete(keys).where(and(ofAttempt(claim), unlessEffective ? isNull(keys.tookEffectAt) : undefined));
}

const FORGOTTEN_AT_ONCE = 5000;

/** Forgets what is older than answers are kept. */
export async function forgetKeys(db: DrizzleD1Database, now: number): Promise<void> {
  const old = db
    .select({ rowid: sql`rowid` })
    .from(keys)
    .where(lte(keys.createdAt, now - KEPT_MS))
    .limit(FORGOTTEN_AT_ONCE);
  let forgotten: number;
  do {
    const { meta } = await db.delete(keys).where(inArray(sql`rowid`, old));
    forgotten = meta.changes;
  } while (forgotten === FORGOTTEN_AT_ONCE);
}
