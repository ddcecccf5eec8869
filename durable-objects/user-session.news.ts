import type { PersonNews } from "#platform/events";

type Row = { id: string; event: string };

/** What is to be told of a person's sessions, each until it was: the outbox of their object. Times are of the real clock. */
export class SessionNews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps an event, to be told from `dueAt` on; what is kept already stays. */
  add(id: string, event: PersonNews, dueAt: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO news (id, event, due_at) VALUES (?, ?, ?)", id, JSON.stringify(event), dueAt);
  }

  /** Takes back what is not due yet, by the beginning of its id. */
  takeBack(prefix: string, now: number): void {
    this.#sql.exec("DELETE FROM news WHERE substr(id, 1, ?) = ? AND due_at > ?", prefix.length, prefix, now);
  }

  due(now: number): { id: string; event: PersonNews }[] {
    const rows = this.#sql.exec<Row>("SELECT id, event FROM news WHERE due_at <= ?", now).toArray();
    // SAFETY: written by add(), or by the migration in its form.
    return rows.map(({ id, event }) => ({ id, event: JSON.parse(event) as PersonNews }));
  }

  told(id: string): void {
    this.#sql.exec("DELETE FROM news WHERE id = ?", id);
  }

  /** When the next is due. */
  get nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>("SELECT min(due_at) AS at FROM news").one().at;
  }
}
