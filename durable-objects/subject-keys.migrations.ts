import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    // `subject` is a keyed hash. Whoever was erased stands in `erased`, so that what comes late about them is not sealed anew.
    id: "001_keys",
    sql: `CREATE TABLE keys (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL UNIQUE,
        wrapped TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE erased (
        subject TEXT NOT NULL,
        request TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (subject, request)
      ) WITHOUT ROWID`,
  },
];
