import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    id: "001_claims",
    sql: `CREATE TABLE claims (
      transaction_id TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      payer TEXT NOT NULL,
      claimed_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  },
];
