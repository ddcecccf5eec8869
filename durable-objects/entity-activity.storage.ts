import type { EntityState, Settlement } from "#antifraud";
import { emptyEntity, kindOf } from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { migrations } from "./entity-activity.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

/** A decision that waits to be told: to the queue, to the entities that observed it, or to both. */
export type Untold = {
  transactionId: string;
  event: DecisionMade;
  settlement: Settlement | null;
  isPublished: boolean;
};

type DecisionRow = { transaction_id: string; event: string; settlement: string | null; is_published: number };

/** The tables of one bucket of entities. A bucket that never stored anything has none, so that asking about a stranger writes nothing. */
export class EntityStorage {
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

  /** Everything that one call changes stands or falls together. */
  commit(change: () => void): void {
    if (!this.#isOpen) migrate(this.#storage, migrations);
    this.#isOpen = true;
    this.#storage.transactionSync(change);
  }

  loadState(name: string): EntityState {
    if (!this.#isOpen) return emptyEntity(kindOf(name));
    const [row] = this.#storage.sql
      .exec<{ state: string }>("SELECT state FROM entities WHERE name = ?", name)
      .toArray();
    // SAFETY: written by saveState() below; shapes change only together with a migration.
    return row ? (JSON.parse(row.state) as EntityState) : emptyEntity(kindOf(name));
  }

  saveState(name: string, state: EntityState, now: number): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO entities (name, state, touched_at) VALUES (?, ?, ?)",
      name,
      JSON.stringify(state),
      now,
    );
  }

  saveDecision(event: DecisionMade, fingerprint: string, settlement: Settlement | null): void {
    this.#storage.sql.exec(
      "INSERT INTO decisions (transaction_id, fingerprint, event, settlement, is_published, decided_at) VALUES (?, ?, ?, ?, 0, ?)",
      event.transactionId,
      fingerprint,
      JSON.stringify(event),
      settlement && JSON.stringify(settlement),
      event.decidedAt,
    );
  }

  findDecision(transactionId: string): { fingerprint: string; event: DecisionMade } | undefined {
    if (!this.#isOpen) return undefined;
    const [row] = this.#storage.sql
      .exec<{ fingerprint: string; event: string }>(
        "SELECT fingerprint, event FROM decisions WHERE transaction_id = ?",
        transactionId,
      )
      .toArray();
    return row && { fingerprint: row.fingerprint, event: JSON.parse(row.event) as DecisionMade };
  }

  /** Oldest first. */
  listUntold(limit: number): Untold[] {
    const rows = this.#storage.sql.exec<DecisionRow>(
      "SELECT transaction_id, event, settlement, is_published FROM decisions WHERE is_published = 0 OR settlement IS NOT NULL ORDER BY decided_at LIMIT ?",
      limit,
    );
    return rows.toArray().map((row) => ({
      transactionId: row.transaction_id,
      event: JSON.parse(row.event) as DecisionMade,
      settlement: row.settlement === null ? null : (JSON.parse(row.settlement) as Settlement),
      isPublished: row.is_published === 1,
    }));
  }

  hasUntold(): boolean {
    const found = this.#storage.sql.exec(
      "SELECT 1 FROM decisions WHERE is_published = 0 OR settlement IS NOT NULL LIMIT 1",
    );
    return found.toArray().length > 0;
  }

  markPublished(transactionIds: Iterable<string>): void {
    for (const id of transactionIds) {
      this.#storage.sql.exec("UPDATE decisions SET is_published = 1 WHERE transaction_id = ?", id);
    }
  }

  markSettled(transactionIds: Iterable<string>): void {
    for (const id of transactionIds) {
      this.#storage.sql.exec("UPDATE decisions SET settlement = NULL WHERE transaction_id = ?", id);
    }
  }

  /** Whether a payment was settled here before, and as what. */
  findSettled(transactionId: string): { isDeclined: boolean } | undefined {
    if (!this.#isOpen) return undefined;
    const [row] = this.#storage.sql
      .exec<{ is_declined: number }>("SELECT is_declined FROM settled WHERE transaction_id = ?", transactionId)
      .toArray();
    return row && { isDeclined: row.is_declined === 1 };
  }

  saveSettled(transactionId: string, isDeclined: boolean, now: number): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO settled (transaction_id, is_declined, settled_at) VALUES (?, ?, ?)",
      transactionId,
      Number(isDeclined),
      now,
    );
  }

  /** Drops what no window and no retry can reach any more; returns whether anything is left. */
  forgetBefore(touchedBefore: number, settledBefore: number): boolean {
    const { sql } = this.#storage;
    sql.exec("DELETE FROM decisions WHERE decided_at < ? AND is_published = 1 AND settlement IS NULL", touchedBefore);
    sql.exec("DELETE FROM entities WHERE touched_at < ?", touchedBefore);
    sql.exec("DELETE FROM settled WHERE settled_at < ?", settledBefore);
    return sql.exec("SELECT 1 FROM entities UNION ALL SELECT 1 FROM decisions LIMIT 1").toArray().length > 0;
  }

  /** Forgets everything; the next change begins anew. */
  async erase(): Promise<void> {
    await this.#storage.deleteAll();
    this.#isOpen = false;
  }
}
