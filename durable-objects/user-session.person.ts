import type { Person } from "#auth";

/** What is known of the person, as the one row of it. */
export class KeptPerson {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): Person | undefined {
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM person").toArray();
    // SAFETY: written by keep().
    return row && (JSON.parse(row.value) as Person);
  }

  /** Older news than what is known changes nothing. */
  keep(person: Person): void {
    this.#sql.exec(
      `INSERT INTO person VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE excluded.updated_at >= person.updated_at`,
      JSON.stringify(person),
      person.updatedAt,
    );
  }
}
