import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_endpoint",
    sql: `CREATE TABLE endpoint (
      id INTEGER PRIMARY KEY CHECK (id = 1), organization_id TEXT NOT NULL, endpoint_id TEXT NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0, paused_until INTEGER NOT NULL DEFAULT 0,
      failing_since INTEGER, failed_last INTEGER, to_disable TEXT, forget_at INTEGER NOT NULL)`,
  },
  {
    id: "002_deliveries",
    sql: `CREATE TABLE deliveries (
      id TEXT PRIMARY KEY, message_id TEXT NOT NULL, type TEXT NOT NULL, is_test INTEGER NOT NULL, body TEXT NOT NULL,
      status TEXT NOT NULL, attempts INTEGER NOT NULL, tries INTEGER NOT NULL, outcome TEXT, response_status INTEGER,
      duration_ms INTEGER, next_at INTEGER, started_at INTEGER, created_at INTEGER NOT NULL) WITHOUT ROWID`,
  },
  {
    id: "003_deliveries_due",
    sql: "CREATE INDEX deliveries_due ON deliveries (next_at) WHERE status = 'waiting'",
  },
  {
    id: "004_deliveries_by_time",
    sql: "CREATE INDEX deliveries_by_time ON deliveries (created_at, id)",
  },
  {
    id: "005_deliveries_by_status",
    sql: "CREATE INDEX deliveries_by_status ON deliveries (status, created_at, id)",
  },
  {
    id: "006_attempts",
    sql: `CREATE TABLE attempts (
      delivery_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL,
      response_status INTEGER, duration_ms INTEGER NOT NULL, exchange TEXT,
      PRIMARY KEY (delivery_id, number)) WITHOUT ROWID`,
  },
  {
    id: "007_attempts_go_with_deliveries",
    sql: `CREATE TRIGGER attempts_go AFTER DELETE ON deliveries
      BEGIN DELETE FROM attempts WHERE delivery_id = OLD.id; END`,
  },
  {
    id: "008_taken",
    sql: "CREATE TABLE taken (message_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
  },
  {
    id: "009_taken_by_time",
    sql: "CREATE INDEX taken_by_time ON taken (at)",
  },
];
