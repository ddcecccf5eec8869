import type { KeptRefreshToken, Session } from "#auth";

/** A session that nobody refreshes ends after so long. */
const IDLE_MS = 7 * 24 * 3600 * 1000;

type SessionRow = {
  id: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  client: string;
  factor_at: number | null;
};
type TokenRow = { session_id: string; sealed: string; rotated_at: number | null; successor: string | null };

/** The sessions of one person and their refresh tokens, as rows. */
export class SessionRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Sessions that are neither over nor idle for too long, the one seen last first. */
  open(now: number): SessionRow[] {
    return this.#sql
      .exec<SessionRow>(
        "SELECT * FROM sessions WHERE expires_at > ? AND last_seen_at > ? ORDER BY last_seen_at DESC, id DESC",
        now,
        now - IDLE_MS,
      )
      .toArray();
  }

  /** The same, as they are told of. */
  list(now: number): Session[] {
    return this.open(now).map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
      client: row.client,
      factorAt: row.factor_at,
    }));
  }

  find(id: string, now: number): SessionRow | undefined {
    return this.open(now).find((session) => session.id === id);
  }

  add({ id, createdAt, lastSeenAt, expiresAt, client, factorAt }: Session): void {
    const values = [id, createdAt, lastSeenAt, expiresAt, client, factorAt];
    this.#sql.exec("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", ...values);
  }

  factorShown(id: string, now: number): void {
    this.#sql.exec("UPDATE sessions SET factor_at = ? WHERE id = ?", now, id);
  }

  end(id: string): boolean {
    this.#sql.exec("DELETE FROM refresh_tokens WHERE session_id = ?", id);
    return this.#sql.exec("DELETE FROM sessions WHERE id = ?", id).rowsWritten > 0;
  }

  /** Ends those that are over. */
  forget(now: number): void {
    const open = new Set(this.open(now).map(({ id }) => id));
    for (const { id } of this.#sql.exec<{ id: string }>("SELECT id FROM sessions").toArray())
      if (!open.has(id)) this.end(id);
  }

  findToken(hash: string): TokenRow | undefined {
    return this.#sql.exec<TokenRow>("SELECT * FROM refresh_tokens WHERE hash = ?", hash).toArray()[0];
  }

  addToken(sessionId: string, { hash, sealed }: KeptRefreshToken): void {
    this.#sql.exec("INSERT INTO refresh_tokens (hash, session_id, sealed) VALUES (?, ?, ?)", hash, sessionId, sealed);
  }

  /** Puts `next` in the place of a token, which keeps only whom it was followed by. */
  rotate(sessionId: string, hash: string, next: KeptRefreshToken, now: number): void {
    this.addToken(sessionId, next);
    this.#sql.exec(
      "UPDATE refresh_tokens SET rotated_at = ?, successor = ?, sealed = '' WHERE hash = ?",
      now,
      next.hash,
      hash,
    );
    this.#sql.exec("UPDATE sessions SET last_seen_at = ? WHERE id = ?", now, sessionId);
  }
}
