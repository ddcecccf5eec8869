import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_events",
    sql: "CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL)",
  },
  {
    id: "002_shown",
    sql: "CREATE TABLE shown (transaction_id TEXT PRIMARY KEY, event_id INTEGER NOT NULL) WITHOUT ROWID",
  },
  {
    id: "003_tickets",
    sql: "CREATE TABLE tickets (secret TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID",
  },
  {
    id: "004_organization",
    sql: "CREATE TABLE organization (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL)",
  },
  {
    id: "005_ticket_language",
    sql: "ALTER TABLE tickets ADD COLUMN language TEXT NOT NULL DEFAULT 'uz'",
  },
];
