import type { EntityKind, EntityState, Settlement } from "#antifraud";
import { emptyEntity } from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { migrations } from "./entity-activity.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

/** A decision that waits to be told: to the queue, to the entities that were only observed, or to both. */
export type Untold = {
  transactionId: string;
  event: DecisionMade;
  settlement: Settlement | null;
  isPublished: boolean;
};

type DecisionRow = { transaction_id: string; event: string; settlement: string | null; is_published: number };

/** The tables of one entity. An object that never stored anything has none, so that asking about a stranger writes nothing. */
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

  loadState(kind: EntityKind): EntityState {
    if (!this.#isOpen) return emptyEntity(kind);
    const [row] = this.#storage.sql.exec<{ value: string }>("SELECT value FROM state").toArray();
    // SAFETY: written by saveState() below; shapes change only together with a migration.
    return row ? (JSON.parse(row.value) as EntityState) : emptyEntity(kind);
  }

  /** Everything that one call changes stands or falls together. */
  commit(change: () => void): void {
    if (!this.#isOpen) migrate(this.#storage, migrations);
    this.#isOpen = true;
    this.#storage.transactionSync(change);
  }

  saveState(state: EntityState): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO state (id, value) VALUES (1, ?)", JSON.stringify(state));
  }

  saveDecision(transactionId: string, fingerprint: string, event: DecisionMade, settlement: Settlement | null): void {
    this.#storage.sql.exec(
      "INSERT INTO decisions (transaction_id, fingerprint, event, settlement, is_published, decided_at) VALUES (?, ?, ?, ?, 0, ?)",
      transactionId,
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

  listUntold(limit: number): Untold[] {
    const rows = this.#storage.sql.exec<DecisionRow>(
      "SELECT transaction_id, event, settlement, is_published FROM decisions WHERE is_published = 0 OR settlement IS NOT NULL LIMIT ?",
      limit,
    );
    return rows.toArray().map((row) => ({
      transactionId: row.transaction_id,
      event: JSON.parse(row.event) as DecisionMade,
      settlement: row.settlement === null ? null : (JSON.parse(row.settlement) as Settlement),
      isPublished: row.is_published === 1,
    }));
  }

  markPublished(transactionIds: Iterable<string>): void {
    for (const id of transactionIds)
      this.#storage.sql.exec("UPDATE decisions SET is_published = 1 WHERE transaction_id = ?", id);
  }

  markSettled(transactionIds: Iterable<string>): void {
    for (const id of transactionIds)
      this.#storage.sql.exec("UPDATE decisions SET settlement = NULL WHERE transaction_id = ?", id);
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

  /** Forgets everything; the next change begins anew. */
  async erase(): Promise<void> {
    await this.#storage.deleteAll();
    this.#isOpen = false;
  }

  /** Drops what was decided or settled before a time; returns how many decisions are left. */
  forgetBefore(decidedBefore: number, settledBefore: number): number {
    this.#storage.sql.exec(
      "DELETE FROM decisions WHERE decided_at < ? AND is_published = 1 AND settlement IS NULL",
      decidedBefore,
    );
    this.#storage.sql.exec("DELETE FROM settled WHERE settled_at < ?", settledBefore);
    return this.#storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM decisions").one().n;
  }
}
