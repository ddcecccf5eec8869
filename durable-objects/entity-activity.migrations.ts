import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_entities",
    sql: "CREATE TABLE entities (name TEXT PRIMARY KEY, state TEXT NOT NULL, touched_at INTEGER NOT NULL) WITHOUT ROWID",
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
    id: "003_untold",
    sql: "CREATE INDEX decisions_untold ON decisions (decided_at) WHERE is_published = 0 OR settlement IS NOT NULL",
  },
  {
    id: "004_settled",
    sql: "CREATE TABLE settled (transaction_id TEXT PRIMARY KEY, is_declined INTEGER NOT NULL, settled_at INTEGER NOT NULL) WITHOUT ROWID",
  },
];
