import { type EntityState, emptyEntity, kindOf, type ModelAssignment, type Payment } from "#antifraud";
import { migrations } from "./entity-activity.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

/** The entities of this shard that a payment counts for. `payer` is null where another shard decides. */
export type Counted = { payer: string | null; others: string[] };

/** A payment that was counted here. The journal is the truth; states and what is told to others follow it. */
export type JournalEntry = {
  seq: number;
  at: number;
  /** With the outcome that it was submitted with. */
  payment: Payment;
  counted: Counted;
  /** Whether we declined it, which the submitted outcome does not say. */
  isDeclined: boolean;
  decision: { fingerprint: string; event: string; owed: string[] } | null;
};

/** How far readers of the journal have come: events published, payments settled with other shards, states saved. */
export type Mark = "published" | "settled" | "saved";

/** A state with the last entry of the journal that it holds. */
export type KeptState = { state: EntityState; seq: number };

/** How a payment turned out, and since when that is said. */
export type StoredLabel = { isFraud: boolean; reportedAt: number; receivedAt: number };

export type StoredClaim = { fingerprint: string; holder: number; claimedAt: number };

/** The tables of one shard. A shard that never stored anything has none, so that asking about a stranger writes nothing. */
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

  /** Makes the tables, where there are none. */
  open(): void {
    if (!this.#isOpen) migrate(this.#storage, migrations);
    this.#isOpen = true;
  }

  /** A change that stands or falls as a whole. */
  together(change: () => void): void {
    this.#storage.transactionSync(change);
  }

  /** The states of entities that are not in memory, five to a query, which is what a payment names. */
  loadStates(names: readonly string[]): Map<string, KeptState> {
    const found = new Map<string, KeptState>();
    for (let i = 0; i < names.length; i += 5) {
      const rows = this.#all<{ name: string; state: string; seq: number }>(
        "SELECT name, state, seq FROM entities WHERE name IN (?, ?, ?, ?, ?)",
        ...[0, 1, 2, 3, 4].map((place) => names[i + place] ?? null),
      );
      for (const { name, state, seq } of rows) found.set(name, { state: JSON.parse(state) as EntityState, seq });
    }
    for (const name of names) if (!found.has(name)) found.set(name, { state: emptyEntity(kindOf(name)), seq: 0 });
    return found;
  }

  /** Writes states, eight to a statement, since a statement costs as much as a row. */
  saveStates(states: readonly [name: string, KeptState][], now: number): void {
    for (let i = 0; i < states.length; i += 8) {
      const chunk = states.slice(i, i + 8);
      this.#storage.sql.exec(
        `INSERT INTO entities (name, touched_at, seq, state) VALUES ${chunk.map(() => "(?, ?, ?, ?)").join(", ")}
        ON CONFLICT (name) DO UPDATE SET touched_at = excluded.touched_at, seq = excluded.seq, state = excluded.state`,
        ...chunk.flatMap(([name, { state, seq }]) => [name, now, seq, JSON.stringify(state)]),
      );
    }
  }

  addEntry({ seq, at, payment, counted, isDeclined, decision }: JournalEntry): void {
    this.#storage.sql.exec(
      `INSERT INTO journal (seq, at, transaction_id, is_declined, payment, counted, owed, fingerprint, event)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      at,
      payment.id,
      Number(isDeclined),
      JSON.stringify(payment),
      JSON.stringify(counted),
      decision && decision.owed.length > 0 ? JSON.stringify(decision.owed) : null,
      decision?.fingerprint ?? null,
      decision?.event ?? null,
    );
  }

  /** Notes that a payment which was counted as attempted was declined after all. */
  markDeclined(transactionId: string): void {
    this.#storage.sql.exec("UPDATE journal SET is_declined = 1 WHERE transaction_id = ?", transactionId);
  }

  /** Whether a payment was counted here, and with what outcome. */
  findCounted(transactionId: string): { isDeclined: boolean; counted: Counted } | undefined {
    const row = this.#first<{ is_declined: number; counted: string }>(
      "SELECT is_declined, counted FROM journal WHERE transaction_id = ?",
      transactionId,
    );
    return row && { isDeclined: row.is_declined === 1, counted: JSON.parse(row.counted) as Counted };
  }

  /** The decision that was made here on a transaction. */
  findDecision(transactionId: string): { fingerprint: string; answer: string; at: number } | undefined {
    return this.#first(
      "SELECT fingerprint, event ->> 'answer' AS answer, at FROM journal WHERE transaction_id = ? AND event IS NOT NULL",
      transactionId,
    );
  }

  findEvent(transactionId: string): string | undefined {
    return this.#first<{ event: string }>(
      "SELECT event FROM journal WHERE transaction_id = ? AND event IS NOT NULL",
      transactionId,
    )?.event;
  }

  lastSeq(): number {
    return this.#first<{ seq: number | null }>("SELECT max(seq) AS seq FROM journal")?.seq ?? 0;
  }

  marks(): Record<Mark, number> {
    const rows = this.#all<{ name: Mark; seq: number }>("SELECT name, seq FROM marks");
    return { published: 0, settled: 0, saved: 0, ...Object.fromEntries(rows.map(({ name, seq }) => [name, seq])) };
  }

  setMark(mark: Mark, seq: number): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO marks (name, seq) VALUES (?, ?)", mark, seq);
  }

  /** What was counted after an entry, in order, without its decision. */
  entriesAfter(seq: number): Omit<JournalEntry, "decision">[] {
    return this.#all<{ seq: number; at: number; payment: string; counted: string; is_declined: number }>(
      "SELECT seq, at, payment, counted, is_declined FROM journal WHERE seq > ? ORDER BY seq",
      seq,
    ).map((row) => ({
      seq: row.seq,
      at: row.at,
      payment: JSON.parse(row.payment) as Payment,
      counted: JSON.parse(row.counted) as Counted,
      isDeclined: row.is_declined === 1,
    }));
  }

  /** Events of decisions after an entry, in order. */
  eventsAfter(seq: number, limit: number): { seq: number; event: string }[] {
    return this.#all(
      "SELECT seq, event FROM journal WHERE seq > ? AND event IS NOT NULL ORDER BY seq LIMIT ?",
      seq,
      limit,
    );
  }

  /** Decisions after an entry that entities of other shards are to be told of, in order. */
  owedAfter(
    seq: number,
    limit: number,
  ): { seq: number; at: number; payment: Payment; owed: string[]; isDeclined: boolean }[] {
    return this.#all<{ seq: number; at: number; payment: string; owed: string; is_declined: number }>(
      "SELECT seq, at, payment, owed, is_declined FROM journal WHERE seq > ? AND owed IS NOT NULL ORDER BY seq LIMIT ?",
      seq,
      limit,
    ).map((row) => ({
      seq: row.seq,
      at: row.at,
      payment: JSON.parse(row.payment) as Payment,
      owed: JSON.parse(row.owed) as string[],
      isDeclined: row.is_declined === 1,
    }));
  }

  saveClaim(transactionId: string, { fingerprint, holder, claimedAt }: StoredClaim): void {
    this.#storage.sql.exec(
      "INSERT OR IGNORE INTO claims (transaction_id, fingerprint, holder, claimed_at) VALUES (?, ?, ?, ?)",
      transactionId,
      fingerprint,
      holder,
      claimedAt,
    );
  }

  findClaim(transactionId: string): StoredClaim | undefined {
    return this.#first(
      "SELECT fingerprint, holder, claimed_at AS claimedAt FROM claims WHERE transaction_id = ?",
      transactionId,
    );
  }

  saveLabel(transactionId: string, { isFraud, reportedAt, receivedAt }: StoredLabel): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO labels (transaction_id, is_fraud, reported_at, received_at) VALUES (?, ?, ?, ?)",
      transactionId,
      Number(isFraud),
      reportedAt,
      receivedAt,
    );
  }

  /** What is known here of how a payment turned out. */
  findLabel(transactionId: string): StoredLabel | undefined {
    const row = this.#first<{ is_fraud: number; reported_at: number; received_at: number }>(
      "SELECT is_fraud, reported_at, received_at FROM labels WHERE transaction_id = ?",
      transactionId,
    );
    return row && { isFraud: row.is_fraud === 1, reportedAt: row.reported_at, receivedAt: row.received_at };
  }

  /** Replaces which models decide. */
  saveModels(assignment: ModelAssignment): void {
    this.#storage.sql.exec("DELETE FROM models");
    this.#storage.sql.exec(
      "INSERT INTO models (revision, assignment) VALUES (?, ?)",
      assignment.revision,
      JSON.stringify(assignment),
    );
  }

  findModels(): ModelAssignment | null {
    const row = this.#first<{ assignment: string }>("SELECT assignment FROM models");
    return row ? (JSON.parse(row.assignment) as ModelAssignment) : null;
  }

  /** Drops what no window, retry or reader of the journal can reach any more; returns whether anything is left. */
  forget(before: { decided: number; seq: number; touched: number; claimed: number }): boolean {
    const { sql } = this.#storage;
    // What is left of an old decision is that its id is taken.
    sql.exec(
      `INSERT OR IGNORE INTO claims (transaction_id, fingerprint, holder, claimed_at)
      SELECT transaction_id, fingerprint, 0, at FROM journal WHERE at < ? AND seq <= ? AND event IS NOT NULL`,
      before.decided,
      before.seq,
    );
    sql.exec("DELETE FROM journal WHERE at < ? AND seq <= ?", before.decided, before.seq);
    sql.exec("DELETE FROM entities WHERE touched_at < ?", before.touched);
    sql.exec("DELETE FROM claims WHERE claimed_at < ?", before.claimed);
    sql.exec("DELETE FROM labels WHERE received_at < ?", before.claimed);
    return (
      this.#all("SELECT 1 FROM entities UNION ALL SELECT 1 FROM journal UNION ALL SELECT 1 FROM claims LIMIT 1")
        .length > 0
    );
  }

  hasClaims(): boolean {
    return this.#first("SELECT 1 FROM claims LIMIT 1") !== undefined;
  }

  /** Forgets everything; the next change begins anew. */
  async erase(): Promise<void> {
    await this.#storage.deleteAll();
    this.#isOpen = false;
  }

  #first<Row extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]): Row | undefined {
    return this.#all<Row>(query, ...values)[0];
  }

  #all<Row extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]): Row[] {
    return this.#isOpen ? this.#storage.sql.exec<Row>(query, ...values).toArray() : [];
  }
}
