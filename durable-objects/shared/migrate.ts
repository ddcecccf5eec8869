/** One step of an object's schema. Append-only: a change to an entry that already ran would never reach existing objects. */
export type SchemaMigration = { id: string; sql: string };

/** Brings an object's storage up to date; refuses to go on where an applied step was changed, moved or removed. */
export function migrate(storage: DurableObjectStorage, migrations: readonly SchemaMigration[]): void {
  storage.transactionSync(() => {
    storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS schema_migrations (position INTEGER PRIMARY KEY, id TEXT NOT NULL, sql TEXT NOT NULL)",
    );
    const applied = storage.sql
      .exec<{ id: string; sql: string }>("SELECT id, sql FROM schema_migrations ORDER BY position")
      .toArray();
    applied.forEach((step, index) => {
      if (migrations[index]?.id !== step.id || migrations[index]?.sql !== step.sql) {
        throw new Error(`Schema migration ${step.id} was changed or removed`);
      }
    });
    for (const { id, sql } of migrations.slice(applied.length)) {
      storage.sql.exec(sql);
      storage.sql.exec("INSERT INTO schema_migrations (id, sql) VALUES (?, ?)", id, sql);
    }
  });
}

/** Whether anything was ever stored: an object that only answered questions has no tables, and needs none. */
export function isStored(storage: DurableObjectStorage): boolean {
  return (
    storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'").toArray()
      .length > 0
  );
}
