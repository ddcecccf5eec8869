import type { EntityState, Settlement } from "#antifraud";
import { emptyEntity, kindOf } from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { migrations } from "./entity-activity.migrations.ts";
import { packState, unpackState } from "./entity-activity.packing.ts";
import { isStored, migrate } from "./shared/migrate.ts";

/** A payment that is owed to the entities that observed it. */
export type Owed = { transactionId: string; settlement: Settlement; decidedAt: number };

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
    return row ? unpackState(row.state) : emptyEntity(kindOf(name));
  }

  saveState(name: string, state: EntityState, now: number): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO entities (name, state, touched_at) VALUES (?, ?, ?)",
      name,
      packState(state),
      now,
    );
  }

  saveDecision(event: DecisionMade, fingerprint: string, settlement: Settlement | null): void {
    const { sql } = this.#storage;
    const { transactionId, decidedAt } = event;
    sql.exec(
      "INSERT INTO decisions (transaction_id, fingerprint, event, decided_at) VALUES (?, ?, ?, ?)",
      transactionId,
      fingerprint,
      JSON.stringify(event),
      decidedAt,
    );
    sql.exec("INSERT INTO unpublished (transaction_id) VALUES (?)", transactionId);
    if (settlement === null) return;
    sql.exec(
      "INSERT INTO owed (transaction_id, settlement, decided_at) VALUES (?, ?, ?)",
      transactionId,
      JSON.stringify(settlement),
      decidedAt,
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

  listUnpublished(limit: number): DecisionMade[] {
    const rows = this.#storage.sql.exec<{ event: string }>(
      "SELECT event FROM unpublished JOIN decisions USING (transaction_id) LIMIT ?",
      limit,
    );
    return rows.toArray().map(({ event }) => JSON.parse(event) as DecisionMade);
  }

  listOwed(limit: number): Owed[] {
    const rows = this.#storage.sql.exec<{ transaction_id: string; settlement: string; decided_at: number }>(
      "SELECT transaction_id, settlement, decided_at FROM owed LIMIT ?",
      limit,
    );
    return rows.toArray().map((row) => ({
      transactionId: row.transaction_id,
      settlement: JSON.parse(row.settlement) as Settlement,
      decidedAt: row.decided_at,
    }));
  }

  hasUntold(): boolean {
    const { sql } = this.#storage;
    return sql.exec("SELECT 1 FROM unpublished UNION ALL SELECT 1 FROM owed LIMIT 1").toArray().length > 0;
  }

  markPublished(transactionIds: Iterable<string>): void {
    for (const id of transactionIds) this.#storage.sql.exec("DELETE FROM unpublished WHERE transaction_id = ?", id);
  }

  markSettled(transactionIds: Iterable<string>): void {
    for (const id of transactionIds) this.#storage.sql.exec("DELETE FROM owed WHERE transaction_id = ?", id);
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
    sql.exec("DELETE FROM decisions WHERE decided_at < ?", touchedBefore);
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
