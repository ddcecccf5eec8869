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
      decided_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  },
  {
    // Apart from the decisions, so that what is told is deleted without rewriting what is kept.
    id: "003_outbox",
    sql: `CREATE TABLE unpublished (transaction_id TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE owed (transaction_id TEXT PRIMARY KEY, settlement TEXT NOT NULL, decided_at INTEGER NOT NULL) WITHOUT ROWID`,
  },
  {
    id: "004_settled",
    sql: "CREATE TABLE settled (transaction_id TEXT PRIMARY KEY, is_declined INTEGER NOT NULL, settled_at INTEGER NOT NULL) WITHOUT ROWID",
  },
];
