import { and, desc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudLabels as labels } from "./tables.ts";

export type LabelRow = typeof labels.$inferSelect;

/** A list as one parameter, since D1 takes 100 a statement. */
const listed = (values: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The reports that an organisation holds under the given ids of their sources. */
export async function findReports(
  db: DrizzleD1Database,
  organizationId: string,
  reports: readonly Pick<LabelRow, "source" | "sourceId">[],
): Promise<LabelRow[]> {
  const sourceIds = listed(reports.map(({ sourceId }) => sourceId));
  const found = await db
    .select()
    .from(labels)
    .where(and(eq(labels.organizationId, organizationId), inArray(labels.sourceId, sourceIds)));
  const asked = new Set(reports.map(keyOf));
  return found.filter((row) => asked.has(keyOf(row)));
}

/** What names a report in its organisation. */
export const keyOf = ({ source, sourceId }: Pick<LabelRow, "source" | "sourceId">): string => `${source}|${sourceId}`;

/** The statement that keeps reports, each once. They travel as one parameter, in the order of the columns. */
export function insertReports(db: DrizzleD1Database, rows: readonly LabelRow[]) {
  const fields = Object.keys(getTableColumns(labels)) as (keyof LabelRow)[];
  const values = sql.raw(fields.map((_, index) => `value ->> ${index}`).join(", "));
  const json = JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
  // `WHERE true` keeps SQLite from reading ON as a join.
  return db.insert(labels).select(sql`SELECT ${values} FROM json_each(${json}) WHERE true`).onConflictDoNothing();
}

/** Every report of the given transactions, the newest first; of those of one moment the one that was sent last. */
export async function listReports(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<LabelRow[]> {
  return db
    .select()
    .from(labels)
    .where(and(eq(labels.organizationId, organizationId), inArray(labels.transactionId, listed(transactionIds))))
    .orderBy(desc(labels.reportedAt), desc(labels.receivedAt), sql`rowid DESC`);
}
