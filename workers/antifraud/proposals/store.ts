import { and, desc, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { isOver } from "../own-rules/book-store.ts";
import { antifraudRuleProposals as proposals } from "./tables.ts";
import type { ProposalState } from "./words.ts";

export type ProposalRow = typeof proposals.$inferSelect;

/** How a proposal ends, and by whose word. */
export type Verdict = Pick<ProposalRow, "state" | "decidedBy" | "decidedAt" | "reason" | "revision">;

/** Keeps a proposal; addresses of those that ran out meanwhile serve nobody any more. */
export async function saveProposal(db: DrizzleD1Database, row: ProposalRow, audit: AuditRow): Promise<void> {
  const { organizationId, createdAt } = row;
  await db.batch([
    db.insert(proposals).values(row),
    db
      .update(proposals)
      .set({ sealedNotify: null })
      .where(
        and(
          eq(proposals.organizationId, organizationId),
          isNotNull(proposals.sealedNotify),
          lte(proposals.expiresAt, createdAt),
        ),
      ),
    auditInsert(db, audit),
  ]);
}

export async function findProposal(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<ProposalRow | undefined> {
  return db.select().from(proposals).where(isThat(organizationId, id)).get();
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listProposals(
  db: DrizzleD1Database,
  organizationId: string,
  { state, now, limit }: { state: ProposalState | undefined; now: number; limit: number },
  after?: Cursor,
): Promise<ProposalRow[]> {
  const older = olderThan(after, proposals.createdAt, proposals.id);
  return db
    .select()
    .from(proposals)
    .where(and(eq(proposals.organizationId, organizationId), state && isIn(state, now), older))
    .orderBy(desc(proposals.createdAt), desc(proposals.id))
    .limit(limit + 1);
}

function isIn(state: ProposalState, now: number) {
  if (state === "pending") return and(eq(proposals.state, "pending"), gt(proposals.expiresAt, now));
  if (state === "expired") return and(eq(proposals.state, "pending"), lte(proposals.expiresAt, now));
  return eq(proposals.state, state);
}

const isThat = (organizationId: string, id: string) =>
  and(eq(proposals.organizationId, organizationId), eq(proposals.id, id));

/** The statement that ends a proposal; whoever comes second breaks a constraint, and nothing of their batch is kept. */
export const decideProposal = (db: DrizzleD1Database, { organizationId, id }: ProposalRow, verdict: Verdict) =>
  db
    .update(proposals)
    .set({ ...verdict, sealedNotify: null, verdicts: sql`verdicts + 1` })
    .where(isThat(organizationId, id));

/** Whether a batch was refused since the proposal has its verdict. */
export const isDecided = (failure: unknown): boolean => isOver(failure, "decided_once");

/** Ends a proposal that changes nothing else; false where it had ended. */
export async function saveVerdict(
  db: DrizzleD1Database,
  row: ProposalRow,
  verdict: Verdict,
  audit: AuditRow,
): Promise<boolean> {
  try {
    await db.batch([decideProposal(db, row, verdict), auditInsert(db, audit)]);
    return true;
  } catch (failure) {
    if (isDecided(failure)) return false;
    throw failure;
  }
}
