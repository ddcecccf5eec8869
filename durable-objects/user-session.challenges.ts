/** Sign-ins that still lack the second factor, as rows. */
export class Challenges {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  open(hash: string, expiresAt: number): void {
    this.#sql.exec("INSERT INTO challenges (hash, expires_at) VALUES (?, ?)", hash, expiresAt);
  }

  has(hash: string, now: number): boolean {
    const found = this.#sql.exec("SELECT 1 FROM challenges WHERE hash = ? AND expires_at > ?", hash, now);
    return found.toArray().length > 0;
  }

  /** Takes one, once; those that are over go with it. */
  redeem(hash: string, now: number): boolean {
    const isGood = this.has(hash, now);
    if (isGood) this.#sql.exec("DELETE FROM challenges WHERE hash = ? OR expires_at <= ?", hash, now);
    return isGood;
  }
}
