import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudRules as rules } from "../tables.ts";
import { fieldOf } from "./definition.ts";
import { antifraudAggregateBooks as books } from "./tables.ts";

/** The rules of an organisation, whatever their state, that name an aggregate. */
export async function listRulesNaming(db: DrizzleD1Database, organizationId: string, name: string): Promise<string[]> {
  const rows = await db
    .select({ ruleId: rules.ruleId })
    .from(rules)
    .where(and(eq(rules.organizationId, organizationId), inArray(rules.ruleId, namingRules(organizationId, name))))
    .orderBy(asc(rules.ruleId))
    .limit(100);
  return rows.map(({ ruleId }) => ruleId);
}

/**
 * Statements for the batch that writes a rule: it fails by `aggregate_in_use` where an aggregate that the rule names is not
 * there any more.
 */
export function whileNamed(db: DrizzleD1Database, organizationId: string, condition: unknown) {
  const names = [...JSON.stringify(condition).matchAll(/"agg\.(\w+)"/g)].map(([, name]) => name);
  if (names.length === 0) return [];
  const gone = sql`(SELECT count(*) FROM json_each(${JSON.stringify(names)}) WHERE value NOT IN (
    SELECT name FROM antifraud_aggregates WHERE organization_id = ${organizationId} AND deleted_at IS NULL))`;
  return [db.update(books).set({ deletedInUse: gone }).where(eq(books.organizationId, organizationId))];
}

/** Whether a batch failed since a rule names what is, or would be, deleted. */
export const isInUse = (failure: unknown): boolean => isOver(failure, "aggregate_in_use");

/** A field's name stands in quotes in either form of a rule. */
export const namingRules = (organizationId: string, name: string) =>
  sql`(SELECT rule_id FROM antifraud_rules WHERE organization_id = ${organizationId} AND deleted_at IS NULL
    AND instr(coalesce(conditions, '') || coalesce(expression, ''), ${JSON.stringify(fieldOf(name))}) > 0)`;

/** Whether a batch failed by a constraint of `antifraud_aggregate_books`. */
export const isOver = (failure: unknown, constraint: string): boolean =>
  [failure, (failure as Error).cause].some((said) => String(said).includes(constraint));
