import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_batches",
    sql: `
      CREATE TABLE batches (
        id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, left_out INTEGER NOT NULL, requests TEXT NOT NULL
      )
    `,
  },
];
