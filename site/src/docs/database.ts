import { DatabaseSync } from "node:sqlite";

export type Column = { name: string; type: string; isRequired: boolean; isKey: boolean; defaultsTo: string | null };
export type Table = {
  name: string;
  columns: Column[];
  indexes: { name: string; isUnique: boolean; columns: string }[];
};

/** The database as its migrations, in their order, make it: they are applied to an empty one in memory, and it is asked. */
export function readSchema(migrations: readonly string[]): Table[] {
  const database = new DatabaseSync(":memory:");
  for (const migration of migrations) database.exec(migration);
  // SAFETY of the casts below: the shapes of SQLite's own tables (sqlite.org/pragma.html).
  const rows = (sql: string, ...values: string[]) =>
    database.prepare(sql).all(...values) as Record<string, string | number | null>[];
  const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  return tables.map(({ name }) => {
    const table = String(name);
    return {
      name: table,
      columns: rows("SELECT * FROM pragma_table_info(?)", table).map((column) => ({
        name: String(column.name),
        type: String(column.type),
        isRequired: column.notnull === 1 || Number(column.pk) > 0,
        isKey: Number(column.pk) > 0,
        defaultsTo: column.dflt_value === null ? null : String(column.dflt_value),
      })),
      indexes: rows("SELECT * FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name", table).map((index) => ({
        name: String(index.name),
        isUnique: index.unique === 1,
        columns: rows("SELECT name FROM pragma_index_info(?)", String(index.name))
          .map((column) => column.name ?? "an expression")
          .join(", "),
      })),
    };
  });
}
