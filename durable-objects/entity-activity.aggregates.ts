import {
  type AggregateStart,
  type AggregatesInForce,
  type AggregatesWord,
  aggregatesInForce,
  type BookedAggregate,
  keyOf,
  noAggregates,
} from "#antifraud";
import type { ShardDatabase } from "./entity-activity.database.ts";

/** A start with how far the filling in from stored decisions has come: the last of them, by time and id. */
export type StoredStart = AggregateStart & { cursorAt: number; cursorId: string };

type StartRow = {
  key: string;
  seq: number;
  since: number | null;
  filledSeq: number;
  cursorAt: number;
  cursorId: string;
};

/** What the organisation counts beside, as D1 said it last, and since which entry of the journal each is counted here. */
export class CountedAggregates {
  readonly #database: ShardDatabase;
  #revision: number;
  #starts: ReadonlyMap<string, StoredStart>;
  #inForce: AggregatesInForce = noAggregates;

  constructor(database: ShardDatabase) {
    this.#database = database;
    const row = database.first<{ revision: number; book: string }>("SELECT revision, book FROM aggregates");
    this.#revision = row?.revision ?? 0;
    const starts = database.all<StartRow>(
      `SELECT key, seq, since, filled_seq AS filledSeq, cursor_at AS cursorAt, cursor_id AS cursorId FROM aggregate_starts`,
    );
    this.#starts = new Map(starts.map(({ key, ...start }) => [key, start]));
    if (row) this.#compile(row.book);
  }

  /** Everything that is counted, compiled. */
  get inForce(): AggregatesInForce {
    return this.#inForce;
  }

  /** Whether the organisation ever had aggregates. */
  get isTold(): boolean {
    return this.#revision > 0;
  }

  /** Whether one is being filled in, until when no entry of the journal may be forgotten. */
  get isFilling(): boolean {
    return [...this.#starts.values()].some(({ since }) => since === null);
  }

  /** How far back the longest of them looks. */
  get longestMs(): number {
    return Math.max(0, ...this.#inForce.all.map(({ keptTiles, tileMs }) => keptTiles * tileMs));
  }

  startOf(key: string): StoredStart | undefined {
    return this.#starts.get(key);
  }

  /**
   * Takes what the organisation counts from the next payment on; what is new here is counted from after the entry `lastSeq`.
   * An older word than the last changes nothing.
   */
  assign({ revision, book, toldAt }: AggregatesWord, lastSeq: number, commitWith: (change: () => void) => void): void {
    if (revision <= this.#revision) return;
    const starts = new Map(
      readBook(book).map((booked) => {
        const key = keyOf(booked);
        const since = booked.isFilled ? null : Math.max(toldAt, booked.countedFrom);
        const begun = { seq: lastSeq, since, filledSeq: 0, cursorAt: 0, cursorId: "" };
        return [key, this.#starts.get(key) ?? begun];
      }),
    );
    commitWith(() => {
      this.#database.run("DELETE FROM aggregates");
      this.#database.run("INSERT INTO aggregates (revision, book) VALUES (?, ?)", revision, book);
      this.#database.run("DELETE FROM aggregate_starts");
      for (const [key, start] of starts) this.#save(key, start);
    });
    this.#revision = revision;
    this.#starts = starts;
    this.#compile(book);
  }

  /** Notes how far the filling in of one has come. Within a commit that keeps what was filled in. */
  advance(key: string, change: Partial<StoredStart>): void {
    const start = this.#starts.get(key);
    if (!start) return;
    // The same object that is in force.
    Object.assign(start, change);
    this.#save(key, start);
  }

  #save(key: string, { seq, since, filledSeq, cursorAt, cursorId }: StoredStart): void {
    this.#database.run(
      `INSERT OR REPLACE INTO aggregate_starts (key, seq, since, filled_seq, cursor_at, cursor_id)
      VALUES (?, ?, ?, ?, ?, ?)`,
      key,
      seq,
      since,
      filledSeq,
      cursorAt,
      cursorId,
    );
  }

  #compile(book: string): void {
    this.#inForce = aggregatesInForce(readBook(book), (key) => this.#starts.get(key)!);
  }
}

// SAFETY: written by tellAggregates().
const readBook = (book: string) => JSON.parse(book) as BookedAggregate[];
