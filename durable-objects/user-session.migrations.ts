import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_sessions",
    sql: `
      CREATE TABLE person (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL, updated_at INTEGER NOT NULL);
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        created_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        client TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE refresh_tokens (
        hash TEXT PRIMARY KEY,
        session_id TEXT NOT NULL,
        sealed TEXT NOT NULL,
        rotated_at INTEGER,
        successor TEXT
      ) WITHOUT ROWID;
      CREATE TABLE reuses (session_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
    `,
  },
  {
    id: "002_addresses",
    sql: "CREATE TABLE addresses (key TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;",
  },
  {
    id: "003_second_factor",
    sql: `
      CREATE TABLE factor (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        state TEXT NOT NULL,
        seed TEXT NOT NULL,
        last_step INTEGER NOT NULL
      );
      CREATE TABLE factor_locks (way TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE backup_codes (hash TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE challenges (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID;
      ALTER TABLE sessions ADD COLUMN factor_at INTEGER;
    `,
  },
  {
    id: "004_news",
    sql: `
      CREATE TABLE devices (key TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE news (id TEXT PRIMARY KEY, event TEXT NOT NULL, due_at INTEGER NOT NULL) WITHOUT ROWID;
      INSERT INTO news
        SELECT 'reused:' || session_id,
          json_object('type', 'auth.refresh_reused', 'organizationId', value ->> 'organizationId', 'userId', value ->> 'id',
            'sessionId', session_id, 'client', NULL, 'at', at),
          at
        FROM reuses, person;
      DROP TABLE reuses;
    `,
  },
];
