import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { isTaken } from "#platform/database";
import type { Cursor } from "#platform/page";
import { isInUse, whileNamed } from "../aggregates/rules-naming.ts";
import { breakerStates } from "../breakers/store.ts";
import { snoozesAfter } from "../snoozes/store.ts";
import { antifraudRuleBooks as books, antifraudRules as rules, antifraudRuleVersions as versions } from "../tables.ts";
import { isOver, nextBook } from "./book-store.ts";
import { newestPolicy, policyOf } from "./policy-store.ts";
import type { RuleDocument } from "./rule-document.ts";

export type RuleRow = typeof rules.$inferSelect;
export type RuleVersionRow = typeof versions.$inferSelect;

/** What the constraints of `antifraud_rule_books` hold an organisation to. */
export const MOST_ENABLED = 100;
export const MOST_KEPT = 1000;

/**
 * Why a change was refused: another one took its revision, there would be too many rules, a list or aggregate that it
 * names is gone, or it needs a second person.
 */
export type Refusal =
  | "revision_taken"
  | "too_many_enabled"
  | "too_many"
  | "asks_no_list"
  | "aggregate_gone"
  | "second_person_asked";

/** Who makes a change, and who approved it. */
export type Makers = {
  changedBy: string;
  approvedBy: string | null;
  /** Whether the change is refused where the organisation asks for two people. */
  isLonely: boolean;
};

/** The rule of an organisation, deleted or not. */
export async function findRule(
  db: DrizzleD1Database,
  organizationId: string,
  ruleId: string,
): Promise<RuleRow | undefined> {
  return db
    .select()
    .from(rules)
    .where(and(eq(rules.organizationId, organizationId), eq(rules.ruleId, ruleId)))
    .get();
}

/** By priority, then id; one row more than `limit` tells that a next page exists. `after.at` is a priority. */
export async function listRules(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<RuleRow[]> {
  const later =
    after && or(gt(rules.priority, after.at), and(eq(rules.priority, after.at), gt(rules.ruleId, after.id)));
  return db
    .select()
    .from(rules)
    .where(and(eq(rules.organizationId, organizationId), isNull(rules.deletedAt), later))
    .orderBy(asc(rules.priority), asc(rules.ruleId))
    .limit(limit + 1);
}

/** The rules that decide on payments. */
export async function listDecidingRules(db: DrizzleD1Database, organizationId: string): Promise<RuleRow[]> {
  return db
    .select()
    .from(rules)
    .where(
      and(
        eq(rules.organizationId, organizationId),
        isNull(rules.deletedAt),
        eq(rules.enabled, true),
        inArray(rules.state, ["canary", "live"]),
      ),
    );
}

/** What rules are called, those too that were deleted. */
export async function listRuleNames(
  db: DrizzleD1Database,
  organizationId: string,
  ruleIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ ruleId: rules.ruleId, name: rules.name })
    .from(rules)
    .where(
      and(
        eq(rules.organizationId, organizationId),
        sql`${rules.ruleId} IN (SELECT value FROM json_each(${JSON.stringify(ruleIds)}))`,
      ),
    );
  return new Map(rows.map(({ ruleId, name }) => [ruleId, name]));
}

/** Newest first; one row more than `limit` tells that a next page exists. `after.at` is a revision. */
export async function listVersions(
  db: DrizzleD1Database,
  organizationId: string,
  ruleId: string,
  limit: number,
  after?: Cursor,
): Promise<RuleVersionRow[]> {
  const older = after && lt(versions.revision, after.at);
  return db
    .select()
    .from(versions)
    .where(and(eq(versions.organizationId, organizationId), eq(versions.ruleId, ruleId), older))
    .orderBy(desc(versions.revision))
    .limit(limit + 1);
}

/** What rules said at the given revisions. */
export async function findVersions(
  db: DrizzleD1Database,
  organizationId: string,
  refs: readonly { ruleId: string; revision: number }[],
): Promise<RuleVersionRow[]> {
  if (refs.length === 0) return [];
  const json = JSON.stringify(refs.map(({ ruleId, revision }) => [ruleId, revision]));
  const named = sql`(rule_id, revision) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${json}))`;
  return db
    .select()
    .from(versions)
    .where(and(eq(versions.organizationId, organizationId), named));
}

/**
 * The revision of an organisation's rules with those that are evaluated, how they are applied, for whom they are snoozed after
 * a time, and which breakers tripped, as of one moment.
 */
export async function findInForce(db: DrizzleD1Database, organizationId: string, after: number) {
  const [[book], policy, snoozes, breakers, inForce] = await db.batch([
    db.select().from(books).where(eq(books.organizationId, organizationId)),
    newestPolicy(db, organizationId),
    snoozesAfter(db, organizationId, after),
    breakerStates(db, organizationId),
    db
      .select()
      .from(rules)
      .where(
        and(
          eq(rules.organizationId, organizationId),
          isNull(rules.deletedAt),
          eq(rules.enabled, true),
          ne(rules.state, "draft"),
        ),
      )
      .orderBy(asc(rules.priority), asc(rules.ruleId)),
  ]);
  return { revision: book?.revision ?? 0, policy: policyOf(policy), snoozes, breakers, rules: inForce };
}

/**
 * Writes a rule with the version that it has from now on and what stands `besides`, or nothing. The version comes first: of two
 * changes that both know the revision before, one finds its own taken.
 */
export async function saveRule(
  db: DrizzleD1Database,
  row: RuleRow,
  { changedBy, approvedBy, isLonely }: Makers,
  audit: AuditRow,
  besides: readonly BatchItem<"sqlite">[] = [],
): Promise<Refusal | undefined> {
  const { organizationId, ruleId } = row;
  try {
    await db.batch([
      db.insert(versions).values({
        organizationId,
        ruleId,
        revision: row.revision,
        document: documentOf(row),
        isDeleted: row.deletedAt !== null,
        changedBy,
        approvedBy,
        createdAt: row.updatedAt,
      }),
      db
        .insert(rules)
        .values(row)
        .onConflictDoUpdate({ target: [rules.organizationId, rules.ruleId], set: row }),
      nextBook(db, organizationId, row.updatedAt, { isLonely }),
      ...(row.deletedAt === null ? whileNamed(db, organizationId, row.conditions ?? row.expression) : []),
      auditInsert(db, audit),
      ...besides,
    ]);
    return undefined;
  } catch (failure) {
    if (isOver(failure, "second_person_asked")) return "second_person_asked";
    if (isOver(failure, "rule_asks_no_list")) return "asks_no_list";
    if (isOver(failure, "most_enabled_rules")) return "too_many_enabled";
    if (isOver(failure, "most_kept_rules")) return "too_many";
    if (isInUse(failure)) return "aggregate_gone";
    if (isTaken(failure)) return "revision_taken";
    throw failure;
  }
}

export const documentOf = (row: RuleDocument): RuleDocument => ({
  name: row.name,
  description: row.description,
  enabled: row.enabled,
  priority: row.priority,
  conditions: row.conditions,
  expression: row.expression,
  action: row.action,
  state: row.state,
  canaryPercent: row.canaryPercent,
});
