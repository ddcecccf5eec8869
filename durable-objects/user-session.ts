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
import { Challenges } from "./user-session.challenges.ts";
import { SecondFactor } from "./user-session.factor.ts";
import { migrations } from "./user-session.migrations.ts";
import { SessionNews } from "./user-session.news.ts";
import { KeptPerson } from "./user-session.person.ts";
import { KnownPlaces } from "./user-session.places.ts";
import { SessionRows } from "./user-session.sessions.ts";

/** How long the token before the newest still gets the newest: two tabs, or an answer that was lost on its way. */
const GRACE_MS = 30_000;
/** The oldest gives way. */
const MOST_SESSIONS = 20;
/** How often what is over is forgotten, and how soon news that could not be told are tried again. */
const FORGET_MS = 24 * 3600 * 1000;
const TELL_AGAIN_MS = 30_000;
/** The last of the attempts at a code may prove right so much later, and then nothing was locked. */
const ATTEMPT_MS = 5000;

/** The sessions of one person, named by their id: it alone says which are open, and hands on their refresh tokens. */
export class UserSession extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #sessions: SessionRows;
  readonly #factor: SecondFactor;
  readonly #places: KnownPlaces;
  readonly #news: SessionNews;
  readonly #person: KeptPerson;
  readonly #challenges: Challenges;
  /** An object that was only asked about somebody who never signed in stores nothing. */
  #isStored: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sessions = new SessionRows(ctx.storage.sql);
    this.#factor = new SecondFactor(ctx.storage.sql);
    this.#places = new KnownPlaces(ctx.storage.sql);
    this.#news = new SessionNews(ctx.storage.sql);
    this.#person = new KeptPerson(ctx.storage.sql);
    this.#challenges = new Challenges(ctx.storage.sql);
    this.#isStored = isStored(ctx.storage);
    if (!this.#isStored) return;
    migrate(ctx.storage, migrations);
    // What an end of this object kept from being told.
    if (this.#news.nextAt !== null) ctx.waitUntil(this.#tell());
  }

  /** Opens a session with its first refresh token, from an address and a kind of device, given by their keyed hashes. */
  open(person: Person, session: Session, token: KeptRefreshToken, from: { address: string; device: string }): void {
    if (!this.#isStored) migrate(this.ctx.storage, migrations);
    this.#isStored = true;
    this.ctx.storage.transactionSync(() => {
      this.#person.keep(person);
      const { id, createdAt, client } = session;
      this.#sessions.add(session);
      this.#sessions.addToken(id, token);
      if (this.#places.remember(from, createdAt)) {
        const { id: userId, organizationId } = person;
        const news = { organizationId, userId, sessionId: id, client, at: createdAt };
        this.#news.add(`new:${id}`, { type: "auth.signed_in_anew", ...news }, 0);
      }
      const oldest = this.#sessions.open(createdAt).slice(MOST_SESSIONS);
      for (const { id: ended } of oldest) this.#sessions.end(ended);
      if (oldest.length > 0) this.#accessChanged();
    });
    this.ctx.waitUntil(this.#tell().then(() => this.#wakeIn(FORGET_MS)));
  }

  /** The person, if the session is open and they are still welcome, and when they showed their second factor in it. */
  check(sessionId: string, now: number): CheckedSession | null {
    if (!this.#isStored) return null;
    const person = this.#person.read();
    const session = this.#sessions.find(sessionId, now);
    if (!person?.isActive || !session) return null;
    return { person, hasFactor: this.#factor.state === "active", factorAt: session.factor_at };
  }

  /** Hands a session's refresh token on to `next`, or says why not; one step, so of many at once one rotates. */
  refresh(hash: string, next: KeptRefreshToken, now: number): RefreshVerdict {
    if (!this.#isStored) return { verdict: "ended" };
    const found = this.#refresh(hash, next, now);
    if (found.verdict === "stale") this.ctx.waitUntil(this.#tell());
    return found;
  }

  #refresh(hash: string, next: KeptRefreshToken, now: number): RefreshVerdict {
    return this.ctx.storage.transactionSync(() => {
      const token = this.#sessions.findToken(hash);
      const person = this.#person.read();
      const session = token && this.#sessions.find(token.session_id, now);
      if (!token || !person?.isActive || !session) return { verdict: "ended" };
      const sessionId = token.session_id;
      if (token.rotated_at === null) {
        this.#sessions.rotate(sessionId, hash, next, now);
        return { verdict: "rotated", sessionId, sealed: next.sealed, person };
      }
      const successor = this.#sessions.findToken(token.successor ?? "");
      if (successor?.rotated_at === null) {
        if (now - token.rotated_at > GRACE_MS) return { verdict: "orphaned" };
        return { verdict: "recent", sessionId, sealed: successor.sealed, person };
      }
      this.#sessions.end(sessionId);
      const { id: userId, organizationId } = person;
      const news = { organizationId, userId, sessionId, client: session.client, at: now };
      this.#news.add(`reused:${sessionId}`, { type: "auth.refresh_reused", ...news }, 0);
      this.#accessChanged();
      return { verdict: "stale" };
    });
  }

  /** The session that a refresh token belongs to, whether or not the token is still good, and whose tenant the person is. */
  sessionOf(hash: string): { sessionId: string; organizationId: string } | null {
    const sessionId = this.#isStored ? this.#sessions.findToken(hash)?.session_id : undefined;
    const person = sessionId && this.#person.read();
    return sessionId && person ? { sessionId, organizationId: person.organizationId } : null;
  }

  /** Whether the person signed in from an address, given by its keyed hash, within half a year. */
  knowsAddress(address: string, now: number): boolean {
    return this.#isStored && this.#places.knows("addresses", address, now);
  }

  /** The open sessions, the one seen last first. */
  list(now: number): Session[] {
    if (!this.#isStored) return [];
    return this.#sessions.open(now).map((row) => ({
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
    if (!this.#isStored) return false;
    return this.#change(() => {
      const isEnded = this.#sessions.end(sessionId);
      if (isEnded) this.#accessChanged();
      return isEnded;
    });
  }

  /** Ends every session but one; tells how many. */
  endAll(except?: string): number {
    if (!this.#isStored) return 0;
    return this.#change(() => {
      const others = this.#sessions.open(0).filter(({ id }) => id !== except);
      for (const { id } of others) this.#sessions.end(id);
      if (others.length > 0) this.#accessChanged();
      return others.length;
    });
  }

  /** Takes in what the person may do from now on. Older news than what is known changes nothing. */
  update(person: Person): void {
    if (!this.#isStored) return;
    this.#change(() => {
      this.#person.keep(person);
      this.#accessChanged();
    });
  }

  /** Forgets everything of a person who was erased, but that they are; tells how many sessions ended. */
  forget(person: Person): number {
    if (!this.#isStored) return 0;
    return this.#change(() => {
      const ended = this.#sessions.open(0).length;
      this.#person.keep(person);
      for (const table of ["sessions", "refresh_tokens", "addresses", "devices", "news", "challenges"])
        this.#sql.exec(`DELETE FROM ${table}`);
      this.#factor.remove();
      if (ended > 0) this.#accessChanged();
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
    if (!this.#isStored) return { attempt: "none" };
    return this.ctx.storage.transactionSync(() => {
      const opened = this.#factor.attempt(way, now);
      const until = this.#factor.lockedUntil(way);
      if (opened.attempt === "open" && until > now) this.#expectLock(way, now, until);
      return opened;
    });
  }

  acceptStep(step: number): boolean {
    return this.#isStored && this.#accept("code", () => this.#factor.acceptStep(step));
  }

  acceptBackupCode(hash: string): boolean {
    return this.#isStored && this.#accept("backup", () => this.#factor.acceptBackupCode(hash));
  }

  /** Takes a code that is right, which locks nothing. */
  #accept(way: "code" | "backup", take: () => boolean): boolean {
    return this.ctx.storage.transactionSync(() => {
      const isTaken = take();
      if (isTaken) this.#news.takeBack(`locked:${way}:`, Date.now());
      return isTaken;
    });
  }

  /** The last attempt is open: tells that the factor is locked, unless it proves right. */
  #expectLock(way: "code" | "backup", at: number, until: number): void {
    const person = this.#person.read();
    if (!person || this.#factor.state !== "active") return;
    const { id: userId, organizationId } = person;
    const dueAt = Date.now() + ATTEMPT_MS;
    this.#news.add(
      `locked:${way}:${until}`,
      { type: "auth.factor_locked", organizationId, userId, way, at, until },
      dueAt,
    );
    this.ctx.waitUntil(this.#wakeIn(ATTEMPT_MS));
  }

  /** Puts the factor in force, as shown in the session that it was set up in; other sessions end. */
  activateFactor(backupCodes: string[], sessionId: string, now: number): void {
    this.#change(() => {
      this.#factor.activate(backupCodes);
      this.factorShown(sessionId, now);
      for (const { id } of this.#sessions.open(0)) if (id !== sessionId) this.#sessions.end(id);
      this.#accessChanged();
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
    this.#sessions.factorShown(sessionId, now);
  }

  /** Opens a sign-in that still lacks the second factor. */
  openChallenge(hash: string, expiresAt: number): void {
    this.#challenges.open(hash, expiresAt);
  }

  hasChallenge(hash: string, now: number): boolean {
    return this.#isStored && this.#challenges.has(hash, now);
  }

  /** Takes a challenge, once. */
  redeemChallenge(hash: string, now: number): boolean {
    return this.#isStored && this.#challenges.redeem(hash, now);
  }

  /** Forgets what is over, and tells what could not be told or was not due; runs daily while anything is left. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    await this.#tell();
    this.ctx.storage.transactionSync(() => this.#sessions.forget(now));
    if (this.#sessions.open(now).length > 0) await this.#wakeIn(FORGET_MS);
  }

  /** Makes a change in one step with the news of it, which are told once it is made. */
  #change<T>(make: () => T): T {
    const made = this.ctx.storage.transactionSync(make);
    this.ctx.waitUntil(this.#tell());
    return made;
  }

  /** Adds to the step that it is part of that not everything is open to the person any more that was. */
  #accessChanged(): void {
    const person = this.#person.read();
    if (!person) return;
    const { id: callerId, organizationId } = person;
    this.#news.add(`access:${crypto.randomUUID()}`, { type: "auth.access_changed", organizationId, callerId }, 0);
  }

  /** Tells what is due, each until it is told. */
  async #tell(): Promise<void> {
    for (const { id, event } of this.#news.due(Date.now())) {
      try {
        await publishEvent(this.env, event);
        this.#news.told(id);
      } catch (failure) {
        log("error", "news of a session not told yet", { type: event.type, ...describeFailure(failure) });
        await this.#wakeIn(TELL_AGAIN_MS);
      }
    }
    const { nextAt } = this.#news;
    if (nextAt !== null && nextAt > Date.now()) await this.#wakeIn(nextAt - Date.now());
  }

  async #wakeIn(ms: number): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    const due = Date.now() + ms;
    if (alarm === null || alarm > due) await this.ctx.storage.setAlarm(due);
  }
}
