import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_client",
    sql: `
      CREATE TABLE client (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL, revision INTEGER NOT NULL);
      CREATE TABLE usage (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        used_at INTEGER,
        failures INTEGER NOT NULL,
        failed_at INTEGER
      );
      INSERT INTO usage VALUES (1, NULL, 0, NULL);
      CREATE TABLE assertions (hash TEXT PRIMARY KEY, forget_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE revoked_tokens (id TEXT PRIMARY KEY, forget_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE addresses (key TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;
    `,
  },
];
