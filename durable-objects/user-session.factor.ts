import type { FactorAttempt, FactorState } from "#auth";

/** Wrong codes in a row, after which a way to show the factor is closed for a while; the account is not. */
const MOST_FAILURES = 5;
const LOCKED_MS = 15 * 60_000;

type Row = { state: "pending" | "active"; seed: string; last_step: number };
type Lock = { failures: number; locked_until: number };

/** The second factor of one person: seed, the step that was used last, backup codes, and how often it was got wrong. */
export class SecondFactor {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get state(): FactorState {
    return this.#row()?.state ?? "none";
  }

  /** Begins anew with a sealed seed; an active factor stays as it is. */
  begin(seed: string): boolean {
    if (this.state === "active") return false;
    this.#sql.exec("INSERT OR REPLACE INTO factor (id, state, seed, last_step) VALUES (1, 'pending', ?, 0)", seed);
    return true;
  }

  /** Opens an attempt at a code, counted as wrong until it proves right; tells the seed, or until when it is closed. */
  attempt(way: "code" | "backup", now: number): FactorAttempt {
    const row = this.#row();
    if (!row) return { attempt: "none" };
    const [lock] = this.#sql.exec<Lock>("SELECT failures, locked_until FROM factor_locks WHERE way = ?", way).toArray();
    if (lock && lock.locked_until > now) return { attempt: "locked", until: lock.locked_until };
    const failures = (lock?.failures ?? 0) + 1;
    const isLast = failures >= MOST_FAILURES;
    this.#sql.exec(
      "INSERT OR REPLACE INTO factor_locks (way, failures, locked_until) VALUES (?, ?, ?)",
      way,
      isLast ? 0 : failures,
      isLast ? now + LOCKED_MS : 0,
    );
    return { attempt: "open", seed: row.seed, state: row.state };
  }

  /** Until when a way is closed, epoch milliseconds; 0 where it is not. */
  lockedUntil(way: "code" | "backup"): number {
    const [lock] = this.#sql.exec<Lock>("SELECT failures, locked_until FROM factor_locks WHERE way = ?", way).toArray();
    return lock?.locked_until ?? 0;
  }

  /** Takes a code's step, once: neither it nor an earlier one is good again. */
  acceptStep(step: number): boolean {
    const row = this.#row();
    if (!row || step <= row.last_step) return false;
    this.#sql.exec("UPDATE factor SET last_step = ?", step);
    this.#unlock("code");
    return true;
  }

  /** Makes a pending factor active, with the hashes of its backup codes. */
  activate(backupCodes: readonly string[]): void {
    this.#sql.exec("UPDATE factor SET state = 'active'");
    this.replaceBackupCodes(backupCodes);
  }

  replaceBackupCodes(hashes: readonly string[]): void {
    this.#sql.exec("DELETE FROM backup_codes");
    for (const hash of hashes) this.#sql.exec("INSERT INTO backup_codes (hash) VALUES (?)", hash);
  }

  /** Takes a backup code, once. */
  acceptBackupCode(hash: string): boolean {
    const isGood = this.#sql.exec("DELETE FROM backup_codes WHERE hash = ?", hash).rowsWritten > 0;
    if (isGood) this.#unlock("backup");
    return isGood;
  }

  get backupCodesLeft(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM backup_codes").one().n;
  }

  remove(): void {
    for (const table of ["factor", "backup_codes", "factor_locks"]) this.#sql.exec(`DELETE FROM ${table}`);
  }

  #unlock(way: "code" | "backup"): void {
    this.#sql.exec("DELETE FROM factor_locks WHERE way = ?", way);
  }

  #row(): Row | undefined {
    return this.#sql.exec<Row>("SELECT state, seed, last_step FROM factor").toArray()[0];
  }
}
