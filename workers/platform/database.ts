import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * A read session of D1 that may be served by a replica near the caller, at least as fresh as `bookmark` where the
 * caller sent one back (sequential consistency a session, see D1's Sessions API).
 */
export function openReadSession(env: Env, bookmark?: string): { db: DrizzleD1Database; bookmark: () => string | null } {
  const session = env.DB.withSession(bookmark ?? "first-unconstrained");
  // SAFETY: drizzle-orm 0.45 types only D1Database, and calls nothing but prepare() and batch(), which a session has.
  const db = drizzle(session as unknown as D1Database);
  return { db, bookmark: () => session.getBookmark() };
}

/** The values of a row in the order of its table's columns, for an INSERT … SELECT that has a condition. */
export function valuesOf<Table extends SQLiteTable>(table: Table, row: Table["$inferSelect"]): SQL {
  // SAFETY: a row has a value for each column of its table.
  const values = row as Record<string, unknown>;
  const columns = Object.entries(getTableColumns(table));
  return sql.join(
    columns.map(([field, column]) => sql`${sql.param(values[field], column)}`),
    sql`, `,
  );
}

/** Whether a write failed because what it names is taken. */
export const isTaken = (failure: unknown): boolean =>
  String(failure).includes("UNIQUE") || String((failure as Error).cause).includes("UNIQUE");

/** Refreshes the statistics by which D1 chooses its indexes; cheap where nothing changed. */
export async function optimizeDatabase({ env }: { env: Env }): Promise<void> {
  await env.DB.prepare("PRAGMA optimize").run();
}
