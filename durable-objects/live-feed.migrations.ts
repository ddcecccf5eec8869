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
  // Entries of the old form are dropped: whoever comes back for them is told to read the list. Tickets last half a minute.
  {
    id: "006_watchers",
    sql: `
      CREATE TABLE marks (id INTEGER PRIMARY KEY CHECK (id = 1), head INTEGER NOT NULL, dropped INTEGER NOT NULL);
      INSERT INTO marks SELECT 1, coalesce(max(id), 0), coalesce(max(id), 0) FROM events;
      DELETE FROM events;
      ALTER TABLE events ADD COLUMN subject TEXT;
      CREATE TABLE seen (entry_id TEXT PRIMARY KEY, event_id INTEGER NOT NULL) WITHOUT ROWID;
      INSERT INTO seen SELECT transaction_id, event_id FROM shown;
      DROP TABLE shown;
      DROP TABLE tickets;
      CREATE TABLE tickets (secret TEXT PRIMARY KEY, expires_at INTEGER NOT NULL, holder TEXT NOT NULL) WITHOUT ROWID;
    `,
  },
];
