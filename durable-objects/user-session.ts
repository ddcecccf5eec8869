import { DurableObject } from "cloudflare:workers";
import type {
  CheckedSession,
  FactorAttempt,
  FactorState,
  KeptRefreshToken,
  Person,
  RefreshVerdict,
  Session,
} from "#auth";
import { sealerOf } from "#platform/platform";
import { isStored, migrate } from "./shared/migrate.ts";
import { Challenges } from "./user-session.challenges.ts";
import { SecondFactor } from "./user-session.factor.ts";
import { migrations } from "./user-session.migrations.ts";
import { SessionNews } from "./user-session.news.ts";
import { KeptPerson } from "./user-session.person.ts";
import { KnownPlaces } from "./user-session.places.ts";
import { refreshSession } from "./user-session.refresh.ts";
import { resealSessions } from "./user-session.reseal.ts";
import { SessionRows } from "./user-session.sessions.ts";
import { NewsTeller } from "./user-session.tell.ts";

/** The oldest gives way. */
const MOST_SESSIONS = 20;
/** How often what is over is forgotten. */
const FORGET_MS = 24 * 3600 * 1000;
/** The last of the attempts at a code may prove right so much later, and then nothing was locked. */
const ATTEMPT_MS = 5000;

/** The sessions of one person, named by their id: it alone says which are open, and hands on their refresh tokens. */
export class UserSession extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #sessions: SessionRows;
  readonly #factor: SecondFactor;
  readonly #places: KnownPlaces;
  readonly #news: SessionNews;
  readonly #teller: NewsTeller;
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
    this.#teller = new NewsTeller(env, ctx.storage, this.#news);
    this.#person = new KeptPerson(ctx.storage.sql);
    this.#challenges = new Challenges(ctx.storage.sql);
    this.#isStored = isStored(ctx.storage);
    if (!this.#isStored) return;
    migrate(ctx.storage, migrations);
    // What an end of this object kept from being told.
    if (this.#news.nextAt !== null) ctx.waitUntil(this.#teller.tell());
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
      if (this.#places.remember(from, createdAt))
        this.#news.signedInAnew(person, { sessionId: id, client, at: createdAt });
      const oldest = this.#sessions.open(createdAt).slice(MOST_SESSIONS);
      for (const { id: ended } of oldest) this.#sessions.end(ended);
      if (oldest.length > 0) this.#accessChanged();
    });
    this.ctx.waitUntil(this.#teller.tell().then(() => this.#teller.wakeIn(FORGET_MS)));
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
    const parts = { sessions: this.#sessions, person: this.#person, news: this.#news };
    const found = this.ctx.storage.transactionSync(() => refreshSession(parts, hash, next, now));
    if (found.verdict === "stale") this.ctx.waitUntil(this.#teller.tell());
    return found;
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
    return this.#isStored ? this.#sessions.list(now) : [];
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
    return this.ctx.storage.transactionSync(() => resealSessions(this.#sql, sealerOf(this.env), userId));
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
      if (isTaken) this.#news.takeBackLock(way, Date.now());
      return isTaken;
    });
  }

  /** The last attempt is open: tells that the factor is locked, unless it proves right. */
  #expectLock(way: "code" | "backup", at: number, until: number): void {
    const person = this.#person.read();
    if (!person || this.#factor.state !== "active") return;
    this.#news.factorLocked(person, { way, at, until }, Date.now() + ATTEMPT_MS);
    this.ctx.waitUntil(this.#teller.wakeIn(ATTEMPT_MS));
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
    await this.#teller.tell();
    this.ctx.storage.transactionSync(() => this.#sessions.forget(now));
    if (this.#sessions.open(now).length > 0) await this.#teller.wakeIn(FORGET_MS);
  }

  /** Makes a change in one step with the news of it, which are told once it is made. */
  #change<T>(make: () => T): T {
    const made = this.ctx.storage.transactionSync(make);
    this.ctx.waitUntil(this.#teller.tell());
    return made;
  }

  /** Adds to the step that it is part of that not everything is open to the person any more that was. */
  #accessChanged(): void {
    this.#news.accessChanged(this.#person.read());
  }
}
