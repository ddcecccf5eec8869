import type { AttemptOutcome, DeliveryStatus, KeptAttempt, KeptDelivery } from "#webhooks";

const DAY_MS = 24 * 3600 * 1000;

/** Ids of messages by which one that comes again is known; the queue gives up repeating after some eight hours. */
const TAKEN_KEPT_MS = DAY_MS;
/** Delivered ones are kept to be looked at, the others to be recovered. With ten attempts each these take up to 6 GB. */
const DELIVERED_KEPT = { ms: 7 * DAY_MS, count: 50_000 };
const UNDELIVERED_KEPT = { ms: 30 * DAY_MS, count: 250_000 };

/** A message that is new to the endpoint, its body in an envelope. */
export type NewDelivery = { id: string; messageId: string; type: string; body: string };

/** A delivery that is being attempted. */
export type Taken = { id: string; messageId: string; body: string; attempts: number; tries: number };

/** What becomes of a delivery after an attempt. */
export type Verdict = { status: DeliveryStatus; tries: number; nextAt: number | null };

type Row = {
  id: string;
  message_id: string;
  type: string;
  is_test: number;
  status: DeliveryStatus;
  attempts: number;
  outcome: AttemptOutcome | null;
  response_status: number | null;
  duration_ms: number | null;
  next_at: number | null;
  created_at: number;
};

const FIELDS =
  "id, message_id, type, is_test, status, attempts, outcome, response_status, duration_ms, next_at, created_at";

/** The rows of an endpoint's deliveries and of the attempts at them. Times are epoch milliseconds. */
export class Deliveries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Those of the messages that were not taken yet. */
  unknown(messageIds: readonly string[]): Set<string> {
    const known = this.#sql.exec<{ id: string }>(
      "SELECT message_id AS id FROM taken WHERE message_id IN (SELECT value FROM json_each(?))",
      JSON.stringify(messageIds),
    );
    const unknown = new Set(messageIds);
    for (const { id } of known) unknown.delete(id);
    return unknown;
  }

  /** Keeps messages, due at once; one whose delivery is still kept changes nothing. Lists travel as JSON, since a statement costs more than a row. */
  add(fresh: readonly NewDelivery[], isTest: boolean, now: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO taken (message_id, at) SELECT value, ? FROM json_each(?)",
      now,
      JSON.stringify(fresh.map(({ messageId }) => messageId)),
    );
    this.#sql.exec(
      `INSERT OR IGNORE INTO deliveries (id, message_id, type, body, is_test, status, attempts, tries, next_at, created_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?1, 'waiting', 0, 0, ?2, ?2 FROM json_each(?3)`,
      Number(isTest),
      now,
      JSON.stringify(fresh.map(({ id, messageId, type, body }) => [id, messageId, type, body])),
    );
  }

  find(id: string): (KeptDelivery & { body: string }) | undefined {
    const [row] = this.#sql
      .exec<Row & { body: string }>(`SELECT ${FIELDS}, body FROM deliveries WHERE id = ?`, id)
      .toArray();
    return row && { ...toKept(row), body: row.body };
  }

  attemptsOf(id: string): KeptAttempt[] {
    return this.#sql
      .exec<KeptAttempt>(
        `SELECT number, at, outcome, response_status AS responseStatus, duration_ms AS durationMs, exchange
          FROM attempts WHERE delivery_id = ? ORDER BY number`,
        id,
      )
      .toArray();
  }

  /** Newest first. */
  list(limit: number, after: { at: number; id: string } | null, status: DeliveryStatus | null): KeptDelivery[] {
    const rows = this.#sql.exec<Row>(
      `SELECT ${FIELDS} FROM deliveries
        WHERE (created_at, id) < (?, ?) ${status === null ? "" : "AND status = ?"}
        ORDER BY created_at DESC, id DESC LIMIT ?`,
      after?.at ?? Number.MAX_SAFE_INTEGER,
      after?.id ?? "",
      ...(status === null ? [] : [status]),
      limit,
    );
    return rows.toArray().map(toKept);
  }

  /** Takes the delivery that has been due for longest, for an attempt that begins now. */
  take(now: number): Taken | undefined {
    return this.#sql
      .exec<Taken>(
        `UPDATE deliveries SET status = 'sending', started_at = ?1, next_at = NULL
          WHERE id = (SELECT id FROM deliveries WHERE status = 'waiting' AND next_at <= ?1 ORDER BY next_at LIMIT 1)
          RETURNING id, message_id AS messageId, body, attempts, tries`,
        now,
      )
      .toArray()[0];
  }

  /** Keeps what came of an attempt, and what follows from it. */
  finish({ id }: Pick<Taken, "id">, attempt: KeptAttempt, { status, tries, nextAt }: Verdict): void {
    const { number, at, outcome, responseStatus, durationMs, exchange } = attempt;
    this.#sql.exec(
      "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[id, number, at, outcome, responseStatus, durationMs, exchange],
    );
    // Whoever asked for it again meanwhile gets another attempt, whatever came of this one.
    this.#sql.exec(
      `UPDATE deliveries SET attempts = ?, outcome = ?, response_status = ?, duration_ms = ?, started_at = NULL,
        status = iif(next_at IS NULL, ?, 'waiting'), tries = iif(next_at IS NULL, ?, 0), next_at = coalesce(next_at, ?)
        WHERE id = ?`,
      ...[number, outcome, responseStatus, durationMs, status, tries, nextAt, id],
    );
  }

  /** Attempts that a fault of ours ended before they were noted are noted, and due again. */
  resumeInterrupted(now: number): void {
    this.#sql.exec(
      `INSERT INTO attempts (delivery_id, number, at, outcome, duration_ms)
        SELECT id, attempts + 1, started_at, 'interrupted', max(0, ? - started_at) FROM deliveries
        WHERE status = 'sending'`,
      now,
    );
    this.#sql.exec(
      `UPDATE deliveries SET status = 'waiting', attempts = attempts + 1, outcome = 'interrupted',
        response_status = NULL, started_at = NULL, next_at = ? WHERE status = 'sending'`,
      now,
    );
  }

  /** Makes a delivery due again from the start of the schedule; one that is under way follows after it. */
  replay(id: string, now: number): void {
    this.#sql.exec(
      "UPDATE deliveries SET status = iif(status = 'sending', status, 'waiting'), tries = 0, next_at = ? WHERE id = ?",
      now,
      id,
    );
  }

  /** Makes due again what was given up or held since a moment; how many they are. Tests are not worth it. */
  recover(since: number, now: number): number {
    return this.#sql
      .exec(
        `UPDATE deliveries SET status = 'waiting', tries = 0, next_at = ?
        WHERE status IN ('failed', 'held') AND created_at >= ? AND is_test = 0 RETURNING 1`,
        now,
        since,
      )
      .toArray().length;
  }

  /** Keeps what waits for a time when the endpoint is enabled. */
  hold(): void {
    this.#sql.exec("UPDATE deliveries SET status = 'held', next_at = NULL WHERE status = 'waiting'");
  }

  /** When the next attempt is due; undefined where nothing waits. */
  nextAt(): number | undefined {
    const { at } = this.#sql
      .exec<{ at: number | null }>("SELECT min(next_at) AS at FROM deliveries WHERE status = 'waiting'")
      .one();
    return at ?? undefined;
  }

  /** Forgets what is old, and the oldest of what is too much; how many were never delivered. */
  forget(now: number): number {
    this.#sql.exec("DELETE FROM taken WHERE at < ?", now - TAKEN_KEPT_MS);
    this.#forget(["succeeded"], DELIVERED_KEPT, now);
    return this.#forget(["held", "failed", "waiting"], UNDELIVERED_KEPT, now);
  }

  #forget(statuses: readonly DeliveryStatus[], kept: { ms: number; count: number }, now: number): number {
    const among = `status IN (${statuses.map((status) => `'${status}'`).join(", ")})`;
    const [oldest] = this.#sql
      .exec<{ at: number }>(
        `SELECT created_at AS at FROM deliveries WHERE ${among} ORDER BY created_at DESC LIMIT 1 OFFSET ?`,
        kept.count,
      )
      .toArray();
    const before = Math.max(now - kept.ms, (oldest?.at ?? Number.NEGATIVE_INFINITY) + 1);
    return this.#sql.exec(`DELETE FROM deliveries WHERE ${among} AND created_at < ? RETURNING 1`, before).toArray()
      .length;
  }
}

const toKept = (row: Row): KeptDelivery => ({
  id: row.id,
  messageId: row.message_id,
  type: row.type,
  isTest: row.is_test === 1,
  status: row.status,
  attempts: row.attempts,
  outcome: row.outcome,
  responseStatus: row.response_status,
  durationMs: row.duration_ms,
  nextAt: row.next_at,
  createdAt: row.created_at,
});
