import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_state",
    sql: "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL)",
  },
  {
    id: "002_decisions",
    sql: `CREATE TABLE decisions (
      transaction_id TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      event TEXT NOT NULL,
      settlement TEXT,
      is_published INTEGER NOT NULL,
      decided_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  },
  {
    id: "003_settled",
    sql: "CREATE TABLE settled (transaction_id TEXT PRIMARY KEY, is_declined INTEGER NOT NULL, settled_at INTEGER NOT NULL) WITHOUT ROWID",
  },
];
