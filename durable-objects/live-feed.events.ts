import type { FeedEntry } from "#platform/feed-entry";

/** A watcher who comes back within so many events misses nothing; nobody is sent more that they did not acknowledge. */
export const EVENTS_KEPT = 200;
/** Entries by whose ids a repeat is known; the queue repeats within minutes. */
const SEEN_KEPT = 20_000;
const FORGET_EVERY = 1000;

export type FeedEvent = { id: number; entry: FeedEntry };

/** What was shown last, numbered without gaps; what an erasure took away leaves its number behind. */
export class FeedEvents {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The number of the newest event there ever was, 0 before the first. */
  get head(): number {
    return this.#sql.exec<{ head: number }>("SELECT head FROM marks").one().head;
  }

  /** Whether something that came after `id` is not kept any more, or `id` is of no event of this feed. */
  isLostAfter(id: number): boolean {
    const { head, dropped } = this.#sql.exec<{ head: number; dropped: number }>("SELECT * FROM marks").one();
    return id < dropped || id > head;
  }

  /** The events after `id` that are kept, the oldest first. */
  after(id: number): FeedEvent[] {
    const rows = this.#sql.exec<{ id: number; entry: string }>(
      "SELECT id, entry FROM events WHERE id > ? ORDER BY id",
      id,
    );
    // SAFETY: written by record().
    return rows.toArray().map((row) => ({ id: row.id, entry: JSON.parse(row.entry) as FeedEntry }));
  }

  /** Numbers and keeps the entries that were not shown yet. Lists travel as JSON, since a statement costs more than a row. */
  record(entries: readonly FeedEntry[]): FeedEvent[] {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const seen = this.#sql.exec<{ id: string }>(
      "SELECT entry_id AS id FROM seen WHERE entry_id IN (SELECT value FROM json_each(?))",
      JSON.stringify([...byId.keys()]),
    );
    for (const { id } of seen) byId.delete(id);
    if (byId.size === 0) return [];
    const before = this.head;
    const fresh = [...byId.values()].map((entry, i) => ({ id: before + 1 + i, entry }));
    const head = before + fresh.length;
    this.#sql.exec(
      "INSERT INTO seen (entry_id, event_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)",
      JSON.stringify(fresh.map(({ id, entry }) => [entry.id, id])),
    );
    this.#sql.exec(
      "INSERT INTO events (id, entry, subject) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
      JSON.stringify(fresh.slice(-EVENTS_KEPT).map(({ id, entry }) => [id, entry, entry.subject])),
    );
    this.#sql.exec("DELETE FROM events WHERE id <= ?", head - EVENTS_KEPT);
    this.#sql.exec("UPDATE marks SET head = ?, dropped = max(dropped, ?)", head, head - EVENTS_KEPT);
    const isTimeToForget = Math.floor(head / FORGET_EVERY) > Math.floor(before / FORGET_EVERY);
    if (isTimeToForget) this.#sql.exec("DELETE FROM seen WHERE event_id <= ?", head - SEEN_KEPT);
    return fresh;
  }

  /** Drops what is kept about somebody until a time, epoch milliseconds. */
  forget(subject: string, until: number): void {
    this.#sql.exec(
      "DELETE FROM events WHERE subject = ? AND entry ->> '$.timestamp' <= ?",
      subject,
      new Date(until).toISOString(),
    );
  }
}
