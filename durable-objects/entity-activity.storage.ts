import { type EntityState, emptyEntity, kindOf, type Payment } from "#antifraud";
import type { ShardDatabase } from "./entity-activity.database.ts";

/** The entities of this shard that a payment counts for. `payer` is null where another shard decides. */
export type Counted = {
  payer: string | null;
  others: string[];
  /** There until another shard, which decides, has said whether it declined. */
  isProvisional?: true;
};

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

/** The rows of one shard's journal, of its readers' marks and of the states that follow it. */
export class EntityStorage {
  readonly #database: ShardDatabase;

  constructor(database: ShardDatabase) {
    this.#database = database;
  }

  /** The states of entities that are not in memory, five to a query, which is what a payment names. */
  loadStates(names: readonly string[]): Map<string, KeptState> {
    const found = new Map<string, KeptState>();
    for (let i = 0; i < names.length; i += 5) {
      const rows = this.#database.all<{ name: string; state: string; seq: number }>(
        "SELECT name, state, seq FROM entities WHERE name IN (?, ?, ?, ?, ?)",
        ...[0, 1, 2, 3, 4].map((place) => names[i + place] ?? null),
      );
      // What was forgotten of a state begins anew.
      for (const { name, state, seq } of rows)
        found.set(name, { state: { ...emptyEntity(kindOf(name)), ...(JSON.parse(state) as EntityState) }, seq });
    }
    for (const name of names) if (!found.has(name)) found.set(name, { state: emptyEntity(kindOf(name)), seq: 0 });
    return found;
  }

  /** Writes states, eight to a statement, since a statement costs as much as a row. */
  saveStates(states: readonly [name: string, KeptState][], now: number): void {
    for (let i = 0; i < states.length; i += 8) {
      const chunk = states.slice(i, i + 8);
      this.#database.run(
        `INSERT INTO entities (name, touched_at, seq, state) VALUES ${chunk.map(() => "(?, ?, ?, ?)").join(", ")}
        ON CONFLICT (name) DO UPDATE SET touched_at = excluded.touched_at, seq = excluded.seq, state = excluded.state`,
        ...chunk.flatMap(([name, { state, seq }]) => [name, now, seq, JSON.stringify(state)]),
      );
    }
  }

  deleteState(name: string): void {
    this.#database.run("DELETE FROM entities WHERE name = ?", name);
  }

  addEntry({ seq, at, payment, counted, isDeclined, decision }: JournalEntry): void {
    this.#database.run(
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

  /** Notes what became of a payment that another shard decided on. */
  markSettled(transactionId: string, isDeclined: boolean): void {
    this.#database.run(
      `UPDATE journal SET is_declined = max(is_declined, ?), counted = json_remove(counted, '$.isProvisional')
      WHERE transaction_id = ?`,
      Number(isDeclined),
      transactionId,
    );
  }

  /** Whether a payment was counted here, and with what outcome. */
  findCounted(transactionId: string): { seq: number; isDeclined: boolean; counted: Counted } | undefined {
    const row = this.#database.first<{ seq: number; is_declined: number; counted: string }>(
      "SELECT seq, is_declined, counted FROM journal WHERE transaction_id = ?",
      transactionId,
    );
    return row && { seq: row.seq, isDeclined: row.is_declined === 1, counted: JSON.parse(row.counted) as Counted };
  }

  /** The decision that was made here on a transaction. */
  findDecision(transactionId: string): { fingerprint: string; answer: string; at: number } | undefined {
    return this.#database.first(
      "SELECT fingerprint, event ->> 'answer' AS answer, at FROM journal WHERE transaction_id = ? AND event IS NOT NULL",
      transactionId,
    );
  }

  findEvent(transactionId: string): string | undefined {
    return this.#database.first<{ event: string }>(
      "SELECT event FROM journal WHERE transaction_id = ? AND event IS NOT NULL",
      transactionId,
    )?.event;
  }

  lastSeq(): number {
    return this.#database.first<{ seq: number | null }>("SELECT max(seq) AS seq FROM journal")?.seq ?? 0;
  }

  marks(): Record<Mark, number> {
    const rows = this.#database.all<{ name: Mark; seq: number }>("SELECT name, seq FROM marks");
    return { published: 0, settled: 0, saved: 0, ...Object.fromEntries(rows.map(({ name, seq }) => [name, seq])) };
  }

  setMark(mark: Mark, seq: number): void {
    this.#database.run("INSERT OR REPLACE INTO marks (name, seq) VALUES (?, ?)", mark, seq);
  }

  /** What was counted after an entry, in order, without its decision: all of it, or so many entries. */
  entriesAfter(seq: number, limit = -1): Omit<JournalEntry, "decision">[] {
    return this.#database
      .all<{ seq: number; at: number; payment: string; counted: string; is_declined: number }>(
        "SELECT seq, at, payment, counted, is_declined FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
        seq,
        limit,
      )
      .map((row) => ({
        seq: row.seq,
        at: row.at,
        payment: JSON.parse(row.payment) as Payment,
        counted: JSON.parse(row.counted) as Counted,
        isDeclined: row.is_declined === 1,
      }));
  }

  /** Events of decisions after an entry, in order. */
  eventsAfter(seq: number, limit: number): { seq: number; event: string }[] {
    return this.#database.all(
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
    return this.#database
      .all<{ seq: number; at: number; payment: string; owed: string; is_declined: number }>(
        "SELECT seq, at, payment, owed, is_declined FROM journal WHERE seq > ? AND owed IS NOT NULL ORDER BY seq LIMIT ?",
        seq,
        limit,
      )
      .map((row) => ({
        seq: row.seq,
        at: row.at,
        payment: JSON.parse(row.payment) as Payment,
        owed: JSON.parse(row.owed) as string[],
        isDeclined: row.is_declined === 1,
      }));
  }
}
