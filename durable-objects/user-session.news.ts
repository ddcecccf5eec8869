import type { Person } from "#auth";
import type { PersonNews } from "#platform/events";

type Way = "code" | "backup";
type SignedIn = { sessionId: string; client: string; at: number };
type Row = { id: string; event: string };

/** What is to be told of a person's sessions, each until it was: the outbox of their object. Times are of the real clock. */
export class SessionNews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Somebody signed in from where they never were. */
  signedInAnew({ id: userId, organizationId }: Person, { sessionId, client, at }: SignedIn): void {
    this.#add(`new:${sessionId}`, { type: "auth.signed_in_anew", organizationId, userId, sessionId, client, at });
  }

  /** A refresh token came that its successor had followed. */
  refreshReused({ id: userId, organizationId }: Person, { sessionId, client, at }: SignedIn): void {
    this.#add(`reused:${sessionId}`, { type: "auth.refresh_reused", organizationId, userId, sessionId, client, at });
  }

  /** Not everything is open to the person any more that was. */
  accessChanged(person: Person | undefined): void {
    if (!person) return;
    const { id: callerId, organizationId } = person;
    this.#add(`access:${crypto.randomUUID()}`, { type: "auth.access_changed", organizationId, callerId });
  }

  /** The second factor is locked until a time, unless it is taken back before it is due. */
  factorLocked(
    { id: userId, organizationId }: Person,
    lock: { way: Way; at: number; until: number },
    dueAt: number,
  ): void {
    const { way, until } = lock;
    this.#add(`locked:${way}:${until}`, { type: "auth.factor_locked", organizationId, userId, ...lock }, dueAt);
  }

  /** The last attempt proved right, so that nothing was locked. */
  takeBackLock(way: Way, now: number): void {
    const prefix = `locked:${way}:`;
    this.#sql.exec("DELETE FROM news WHERE substr(id, 1, ?) = ? AND due_at > ?", prefix.length, prefix, now);
  }

  due(now: number): { id: string; event: PersonNews }[] {
    const rows = this.#sql.exec<Row>("SELECT id, event FROM news WHERE due_at <= ?", now).toArray();
    // SAFETY: written by #add(), or by the migration in its form.
    return rows.map(({ id, event }) => ({ id, event: JSON.parse(event) as PersonNews }));
  }

  told(id: string): void {
    this.#sql.exec("DELETE FROM news WHERE id = ?", id);
  }

  /** When the next is due. */
  get nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>("SELECT min(due_at) AS at FROM news").one().at;
  }

  /** Keeps an event, to be told from `dueAt` on; what is kept already stays. */
  #add(id: string, event: PersonNews, dueAt = 0): void {
    this.#sql.exec("INSERT OR IGNORE INTO news (id, event, due_at) VALUES (?, ?, ?)", id, JSON.stringify(event), dueAt);
  }
}
