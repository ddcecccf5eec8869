import { desc, eq } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { isTaken } from "#platform/database";
import { antifraudRulePolicies as policies } from "../tables.ts";
import { isOver, nextBook } from "./book-store.ts";
import { defaultPolicy, type RulePolicy } from "./policy.ts";
import type { Makers } from "./store.ts";

type PolicyRow = typeof policies.$inferSelect;

/** The query of what holds now: one row, or none where the organisation said nothing. */
export const newestPolicy = (db: DrizzleD1Database, organizationId: string) =>
  db
    .select()
    .from(policies)
    .where(eq(policies.organizationId, organizationId))
    .orderBy(desc(policies.revision))
    .limit(1);

/** What a policy says; what older builds did not know of is as by default. */
export const policyOf = ([row]: readonly PolicyRow[]): RulePolicy => ({ ...defaultPolicy, ...row?.policy });

/** How an organisation applies its rules, and at which revision; 0 where it said nothing. */
export async function findPolicy(
  db: DrizzleD1Database,
  organizationId: string,
): Promise<{ policy: RulePolicy; revision: number }> {
  const rows = await newestPolicy(db, organizationId);
  return { policy: policyOf(rows), revision: rows[0]?.revision ?? 0 };
}

/**
 * Writes the next revision of a policy with what stands `besides`, or nothing. The book comes first, since the policy before
 * says whether two people are asked for.
 */
export async function savePolicy(
  db: DrizzleD1Database,
  row: PolicyRow,
  isLonely: Makers["isLonely"],
  audit: AuditRow,
  besides: readonly BatchItem<"sqlite">[] = [],
): Promise<"revision_taken" | "second_person_asked" | undefined> {
  try {
    await db.batch([
      nextBook(db, row.organizationId, row.createdAt, { isLonely }),
      db.insert(policies).values(row),
      auditInsert(db, audit),
      ...besides,
    ]);
    return undefined;
  } catch (failure) {
    if (isOver(failure, "second_person_asked")) return "second_person_asked";
    if (isTaken(failure)) return "revision_taken";
    throw failure;
  }
}
