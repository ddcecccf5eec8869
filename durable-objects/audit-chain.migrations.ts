import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_chain",
    sql: "CREATE TABLE chain (id INTEGER PRIMARY KEY CHECK (id = 1), organization_id TEXT NOT NULL, sequence INTEGER NOT NULL, hash TEXT NOT NULL, begun_at INTEGER NOT NULL)",
  },
  {
    id: "002_tail",
    sql: "CREATE TABLE tail (sequence INTEGER PRIMARY KEY, event_id TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL)",
  },
  {
    id: "003_checkpoints",
    sql: "CREATE TABLE checkpoints (sequence INTEGER PRIMARY KEY, hash TEXT NOT NULL, made_at INTEGER NOT NULL, document TEXT NOT NULL, stored_at INTEGER)",
  },
  {
    id: "004_checkpoints_to_store",
    sql: "CREATE INDEX checkpoints_to_store ON checkpoints (sequence) WHERE stored_at IS NULL",
  },
  {
    // Personal parts as they were hashed.
    id: "005_personal_parts",
    sql: "ALTER TABLE tail ADD COLUMN ip_address TEXT; ALTER TABLE tail ADD COLUMN changes TEXT",
  },
];
