import { migrations } from "./entity-activity.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

/** The database of one shard. A shard that never stored anything has no tables, so that asking about a stranger writes nothing. */
export class ShardDatabase {
  readonly #storage: DurableObjectStorage;
  #isOpen: boolean;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#isOpen = isStored(storage);
    if (this.#isOpen) migrate(storage, migrations);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Makes the tables, where there are none. */
  open(): void {
    if (!this.#isOpen) migrate(this.#storage, migrations);
    this.#isOpen = true;
  }

  /** A change that stands or falls as a whole. */
  together(change: () => void): void {
    this.#storage.transactionSync(change);
  }

  /** Runs a statement that changes rows. */
  run(statement: string, ...values: SqlStorageValue[]): void {
    this.#storage.sql.exec(statement, ...values);
  }

  /** The first row of a query, where there is one. */
  first<Row extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]): Row | undefined {
    return this.all<Row>(query, ...values)[0];
  }

  /** The rows of a query; none where there are no tables. */
  all<Row extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]): Row[] {
    return this.#isOpen ? this.#storage.sql.exec<Row>(query, ...values).toArray() : [];
  }

  /** Forgets everything; the next change begins anew. */
  async erase(): Promise<void> {
    await this.#storage.deleteAll();
    this.#isOpen = false;
  }
}
