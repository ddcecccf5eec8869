import { DurableObject } from "cloudflare:workers";
import {
  type CheckedSession,
  type FactorAttempt,
  type FactorState,
  type KeptRefreshToken,
  type Person,
  placeOfClient,
  placeOfRefreshToken,
  placeOfSeed,
  type RefreshVerdict,
  type Session,
} from "#auth";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import { sealerOf } from "#platform/platform";
import { isStored, migrate } from "./shared/migrate.ts";
import { resealRows } from "./shared/reseal.ts";
import { SecondFactor } from "./user-session.factor.ts";
import { migrations } from "./user-session.migrations.ts";

/** How long the token before the newest still gets the newest: two tabs, or an answer that was lost on its way. */
const GRACE_MS = 30_000;
/** A session that nobody refreshes ends after so long. */
const IDLE_MS = 7 * 24 * 3600 * 1000;
/** The oldest gives way. */
const MOST_SESSIONS = 20;
/** Addresses from which a person signed in, and for how long they are known. */
const MOST_ADDRESSES = 20;
const ADDRESS_KNOWN_MS = 180 * 24 * 3600 * 1000;
/** How often what is over is forgotten, and how soon a report that failed is tried again. */
const FORGET_MS = 24 * 3600 * 1000;
const REPORT_AGAIN_MS = 30_000;

type SessionRow = {
  id: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  client: string;
  factor_at: number | null;
};
type TokenRow = { session_id: string; sealed: string; rotated_at: number | null; successor: string | null };

/** The sessions of one person, named by their id: it alone says which are open, and hands on their refresh tokens. */
export class UserSession extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #factor: SecondFactor;
  /** An object that was only asked about somebody who never signed in stores nothing. */
  #isStored: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#factor = new SecondFactor(ctx.storage.sql);
    this.#isStored = isStored(ctx.storage);
    if (this.#isStored) migrate(ctx.storage, migrations);
  }

  /** Opens a session with its first refresh token, from an address that is remembered by its keyed hash. */
  open(person: Person, session: Session, token: KeptRefreshToken, address: string): void {
    if (!this.#isStored) migrate(this.ctx.storage, migrations);
    this.#isStored = true;
    this.ctx.storage.transactionSync(() => {
      this.#keepPerson(person);
      const { id, createdAt, lastSeenAt, expiresAt, client, factorAt } = session;
      const values = [id, createdAt, lastSeenAt, expiresAt, client, factorAt];
      this.#sql.exec("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", ...values);
      this.#insertToken(id, token);
      this.#rememberAddress(address, createdAt);
      for (const { id: oldest } of this.#sessions(createdAt).slice(MOST_SESSIONS)) this.#end(oldest);
    });
    this.ctx.waitUntil(this.#wakeIn(FORGET_MS));
  }

  /** The person, if the session is open and they are still welcome, and when they showed their second factor in it. */
  check(sessionId: string, now: number): CheckedSession | null {
    if (!this.#isStored) return null;
    const person = this.#person();
    const session = this.#findSession(sessionId, now);
    if (!person?.isActive || !session) return null;
    return { person, hasFactor: this.#factor.state === "active", factorAt: session.factor_at };
  }

  /** Hands a session's refresh token on to `next`, or says why not; one step, so of many at once one rotates. */
  refresh(hash: string, next: KeptRefreshToken, now: number): RefreshVerdict {
    if (!this.#isStored) return { verdict: "ended" };
    const found = this.#refresh(hash, next, now);
    if (found.verdict === "stale") this.ctx.waitUntil(this.#report());
    return found;
  }

  #refresh(hash: string, next: KeptRefreshToken, now: number): RefreshVerdict {
    return this.ctx.storage.transactionSync(() => {
      const token = this.#findToken(hash);
      const person = this.#person();
      if (!token || !person?.isActive || !this.#findSession(token.session_id, now)) return { verdict: "ended" };
      const sessionId = token.session_id;
      if (token.rotated_at === null) {
        this.#insertToken(sessionId, next);
        this.#sql.exec(
          "UPDATE refresh_tokens SET rotated_at = ?, successor = ?, sealed = '' WHERE hash = ?",
          now,
          next.hash,
          hash,
        );
        this.#sql.exec("UPDATE sessions SET last_seen_at = ? WHERE id = ?", now, sessionId);
        return { verdict: "rotated", sessionId, sealed: next.sealed, person };
      }
      const successor = this.#findToken(token.successor ?? "");
      if (successor?.rotated_at === null) {
        if (now - token.rotated_at > GRACE_MS) return { verdict: "orphaned" };
        return { verdict: "recent", sessionId, sealed: successor.sealed, person };
      }
      this.#end(sessionId);
      this.#sql.exec("INSERT OR IGNORE INTO reuses VALUES (?, ?)", sessionId, now);
      return { verdict: "stale" };
    });
  }

  /** Whether the person signed in from an address, given by its keyed hash, within half a year. */
  knowsAddress(address: string, now: number): boolean {
    if (!this.#isStored) return false;
    const [row] = this.#sql.exec<{ seen_at: number }>("SELECT seen_at FROM addresses WHERE key = ?", address).toArray();
    return row !== undefined && row.seen_at > now - ADDRESS_KNOWN_MS;
  }

  /** The open sessions, the one seen last first. */
  list(now: number): Session[] {
    if (!this.#isStored) return [];
    return this.#sessions(now).map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
      client: row.client,
      factorAt: row.factor_at,
    }));
  }

  /** Ends a session; whether there was one. */
  end(sessionId: string): boolean {
    return this.#isStored && this.ctx.storage.transactionSync(() => this.#end(sessionId));
  }

  /** Ends every session but one; tells how many. */
  endAll(except?: string): number {
    if (!this.#isStored) return 0;
    return this.ctx.storage.transactionSync(() => {
      const others = this.#sessions(0).filter(({ id }) => id !== except);
      for (const { id } of others) this.#end(id);
      return others.length;
    });
  }

  /** Takes in what the person may do from now on. Older news than what is known changes nothing. */
  update(person: Person): void {
    if (this.#isStored) this.#keepPerson(person);
  }

  /** Forgets everything of a person who was erased, but that they are; tells how many sessions ended. */
  forget(person: Person): number {
    if (!this.#isStored) return 0;
    return this.ctx.storage.transactionSync(() => {
      const ended = this.#sessions(0).length;
      this.#keepPerson(person);
      for (const table of ["sessions", "refresh_tokens", "reuses", "addresses", "challenges"])
        this.#sql.exec(`DELETE FROM ${table}`);
      this.#factor.remove();
      return ended;
    });
  }

  /** Seals anew what older keys of the ring sealed; tells of how many envelopes. */
  reseal(userId: string): number {
    if (!this.#isStored) return 0;
    const sealer = sealerOf(this.env);
    return this.ctx.storage.transactionSync(
      () =>
        resealRows(this.#sql, sealer, { table: "sessions", column: "client", keys: ["id"] }, ({ id }) =>
          placeOfClient(String(id)),
        ) +
        resealRows(this.#sql, sealer, { table: "refresh_tokens", column: "sealed", keys: ["hash"] }, () =>
          placeOfRefreshToken(userId),
        ) +
        resealRows(this.#sql, sealer, { table: "factor", column: "seed", keys: ["id"] }, () => placeOfSeed(userId)),
    );
  }

  factorState(): FactorState {
    return this.#isStored ? this.#factor.state : "none";
  }

  readFactor(): { state: FactorState; backupCodes: number } {
    return { state: this.factorState(), backupCodes: this.#isStored ? this.#factor.backupCodesLeft : 0 };
  }

  /** Begins a second factor with a sealed seed; false where one is in force. */
  beginFactor(seed: string): boolean {
    return this.#isStored && this.#factor.begin(seed);
  }

  attemptFactor(way: "code" | "backup", now: number): FactorAttempt {
    return this.#isStored ? this.#factor.attempt(way, now) : { attempt: "none" };
  }

  acceptStep(step: number): boolean {
    return this.#isStored && this.#factor.acceptStep(step);
  }

  acceptBackupCode(hash: string): boolean {
    return this.#isStored && this.#factor.acceptBackupCode(hash);
  }

  /** Puts the factor in force, as shown in the session that it was set up in; other sessions end. */
  activateFactor(backupCodes: string[], sessionId: string, now: number): void {
    this.ctx.storage.transactionSync(() => {
      this.#factor.activate(backupCodes);
      this.factorShown(sessionId, now);
      for (const { id } of this.#sessions(0)) if (id !== sessionId) this.#end(id);
    });
  }

  replaceBackupCodes(hashes: string[]): void {
    this.ctx.storage.transactionSync(() => this.#factor.replaceBackupCodes(hashes));
  }

  removeFactor(): void {
    this.ctx.storage.transactionSync(() => this.#factor.remove());
  }

  /** Notes that the factor was shown in a session. */
  factorShown(sessionId: string, now: number): void {
    this.#sql.exec("UPDATE sessions SET factor_at = ? WHERE id = ?", now, sessionId);
  }

  /** Opens a sign-in that still lacks the second factor. */
  openChallenge(hash: string, expiresAt: number): void {
    this.#sql.exec("INSERT INTO challenges (hash, expires_at) VALUES (?, ?)", hash, expiresAt);
  }

  hasChallenge(hash: string, now: number): boolean {
    if (!this.#isStored) return false;
    const found = this.#sql.exec("SELECT 1 FROM challenges WHERE hash = ? AND expires_at > ?", hash, now);
    return found.toArray().length > 0;
  }

  /** Takes a challenge, once. */
  redeemChallenge(hash: string, now: number): boolean {
    const isGood = this.hasChallenge(hash, now);
    if (isGood) this.#sql.exec("DELETE FROM challenges WHERE hash = ? OR expires_at <= ?", hash, now);
    return isGood;
  }

  /** Forgets what is over, and reports again what could not be; runs daily while anything is left. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    await this.#report();
    this.ctx.storage.transactionSync(() => {
      const open = new Set(this.#sessions(now).map(({ id }) => id));
      for (const { id } of this.#sql.exec<{ id: string }>("SELECT id FROM sessions").toArray())
        if (!open.has(id)) this.#end(id);
    });
    if (this.#sessions(now).length > 0) await this.#wakeIn(FORGET_MS);
  }

  /** Tells of tokens that were used again, each until it is told. */
  async #report(): Promise<void> {
    const person = this.#person();
    const reuses = this.#sql.exec<{ session_id: string; at: number }>("SELECT * FROM reuses").toArray();
    for (const { session_id: sessionId, at } of reuses) {
      if (!person) return;
      const { id: userId, organizationId } = person;
      try {
        await publishEvent(this.env, { type: "auth.refresh_reused", organizationId, userId, sessionId, at });
        this.#sql.exec("DELETE FROM reuses WHERE session_id = ?", sessionId);
      } catch (failure) {
        log("error", "reuse of a refresh token not reported yet", { userId, ...describeFailure(failure) });
        await this.#wakeIn(REPORT_AGAIN_MS);
      }
    }
  }

  async #wakeIn(ms: number): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    const due = Date.now() + ms;
    if (alarm === null || alarm > due) await this.ctx.storage.setAlarm(due);
  }

  #person(): Person | undefined {
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM person").toArray();
    // SAFETY: written by #keepPerson().
    return row && (JSON.parse(row.value) as Person);
  }

  #keepPerson(person: Person): void {
    this.#sql.exec(
      `INSERT INTO person VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE excluded.updated_at >= person.updated_at`,
      JSON.stringify(person),
      person.updatedAt,
    );
  }

  /** Sessions that are neither over nor idle for too long, the one seen last first. */
  #sessions(now: number): SessionRow[] {
    return this.#sql
      .exec<SessionRow>(
        "SELECT * FROM sessions WHERE expires_at > ? AND last_seen_at > ? ORDER BY last_seen_at DESC, id DESC",
        now,
        now - IDLE_MS,
      )
      .toArray();
  }

  #findSession(id: string, now: number): SessionRow | undefined {
    return this.#sessions(now).find((session) => session.id === id);
  }

  #findToken(hash: string): TokenRow | undefined {
    return this.#sql.exec<TokenRow>("SELECT * FROM refresh_tokens WHERE hash = ?", hash).toArray()[0];
  }

  #insertToken(sessionId: string, { hash, sealed }: KeptRefreshToken): void {
    this.#sql.exec("INSERT INTO refresh_tokens (hash, session_id, sealed) VALUES (?, ?, ?)", hash, sessionId, sealed);
  }

  #rememberAddress(address: string, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO addresses VALUES (?, ?)", address, now);
    this.#sql.exec(
      "DELETE FROM addresses WHERE key NOT IN (SELECT key FROM addresses ORDER BY seen_at DESC LIMIT ?)",
      MOST_ADDRESSES,
    );
  }

  #end(sessionId: string): boolean {
    this.#sql.exec("DELETE FROM refresh_tokens WHERE session_id = ?", sessionId);
    return this.#sql.exec("DELETE FROM sessions WHERE id = ?", sessionId).rowsWritten > 0;
  }
}
