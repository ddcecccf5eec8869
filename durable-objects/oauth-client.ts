import { DurableObject } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import type { ClientUse, KnownToken, MachineClient, Proven } from "#auth";
import { migrations } from "./oauth-client.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

const MINUTE_MS = 60_000;
/** Addresses from which a client proved itself, and for how long they are known. */
const MOST_ADDRESSES = 100;
const ADDRESS_KNOWN_MS = 180 * 24 * 3600 * 1000;

/**
 * One machine that gets access tokens, named by its client id. D1 says first what it may do; this object says whether a secret, an
 * assertion or a token still holds, so that no request waits on D1. Times are epoch milliseconds.
 */
export class OauthClient extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  /** An object that was only asked about a client that does not exist stores nothing. */
  #isStored: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#isStored = isStored(ctx.storage);
    if (this.#isStored) migrate(ctx.storage, migrations);
  }

  /** Takes in what the client is from now on. Older news than what is known changes nothing. */
  update(client: MachineClient): void {
    if (!this.#isStored) migrate(this.ctx.storage, migrations);
    this.#isStored = true;
    this.#sql.exec(
      `INSERT INTO client VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, revision = excluded.revision
       WHERE excluded.revision >= client.revision`,
      JSON.stringify(client),
      client.revision,
    );
  }

  /** The client, or null once revoked or never registered. */
  read(): MachineClient | null {
    if (!this.#isStored) return null;
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM client").toArray();
    if (!row) return null;
    // SAFETY: written by update().
    const client = JSON.parse(row.value) as MachineClient;
    return client.isRevoked ? null : client;
  }

  /** The client whose secret has the hash; every secret is compared, each in constant time. */
  showSecret(hash: string, address: string, now: number): Proven | null {
    const client = this.read();
    if (!client) return null;
    const shown = Buffer.from(hash);
    const matching = client.secrets.filter((secret) => {
      const kept = Buffer.from(secret.hash);
      return kept.length === shown.length && timingSafeEqual(kept, shown);
    });
    const secret = matching.find(({ endsAt }) => endsAt === null || endsAt > now);
    if (!secret) return null;
    this.#proved(address, now);
    return { client, credential: secret.id };
  }

  /**
   * The client whose key signed an assertion, once for each: of many at the same time one finds it unused. `hash` is of its `jti`,
   * which is remembered until `forgetAt`.
   */
  showAssertion(
    { hash, forgetAt, thumbprint }: { hash: string; forgetAt: number; thumbprint: string },
    address: string,
    now: number,
  ): Proven | null {
    const client = this.read();
    if (!client?.publicKeys.some((key) => key.thumbprint === thumbprint)) return null;
    this.#sql.exec("DELETE FROM assertions WHERE forget_at <= ?", now);
    if (this.#sql.exec("INSERT OR IGNORE INTO assertions VALUES (?, ?)", hash, forgetAt).rowsWritten === 0) return null;
    this.#proved(address, now);
    return { client, credential: thumbprint };
  }

  /** The client of a token that holds: neither was revoked, and what the token was got with has not ended. */
  checkToken({ id, credential }: KnownToken, now: number): MachineClient | null {
    const client = this.read();
    if (!client || !holds(client, credential, now)) return null;
    return this.#sql.exec("SELECT 1 FROM revoked_tokens WHERE id = ?", id).toArray().length > 0 ? null : client;
  }

  /** The client to whoever uses one of its tokens, which is remembered to the minute; nothing but that is written. */
  useToken(token: KnownToken, now: number): MachineClient | null {
    const client = this.checkToken(token, now);
    if (client) this.#used(now);
    return client;
  }

  /** Ends one token; remembered until `forgetAt`. */
  revokeToken(id: string, forgetAt: number, now: number): void {
    if (!this.#isStored) return;
    this.#sql.exec("DELETE FROM revoked_tokens WHERE forget_at <= ?", now);
    this.#sql.exec("INSERT OR IGNORE INTO revoked_tokens VALUES (?, ?)", id, forgetAt);
  }

  /** Counts a failed attempt to prove to be the client. */
  failed(now: number): void {
    if (this.#isStored) this.#sql.exec("UPDATE usage SET failures = failures + 1, failed_at = ?", now);
  }

  /** Whether the client proved itself from an address, given by its keyed hash, within half a year. */
  knowsAddress(address: string, now: number): boolean {
    if (!this.#isStored) return false;
    const [row] = this.#sql.exec<{ seen_at: number }>("SELECT seen_at FROM addresses WHERE key = ?", address).toArray();
    return row !== undefined && row.seen_at > now - ADDRESS_KNOWN_MS;
  }

  use(): ClientUse {
    if (!this.#isStored) return { usedAt: null, failures: 0, failedAt: null };
    const { used_at, failures, failed_at } = this.#sql
      .exec<{ used_at: number | null; failures: number; failed_at: number | null }>("SELECT * FROM usage")
      .one();
    return { usedAt: used_at, failures, failedAt: failed_at };
  }

  #proved(address: string, now: number): void {
    this.#used(now);
    const minute = toMinute(now);
    this.#sql.exec(
      `INSERT INTO addresses VALUES (?, ?) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at
       WHERE excluded.seen_at > addresses.seen_at`,
      address,
      minute,
    );
    this.#sql.exec(
      "DELETE FROM addresses WHERE key NOT IN (SELECT key FROM addresses ORDER BY seen_at DESC LIMIT ?)",
      MOST_ADDRESSES,
    );
  }

  #used(now: number): void {
    const minute = toMinute(now);
    this.#sql.exec("UPDATE usage SET used_at = ? WHERE used_at IS NULL OR used_at < ?", minute, minute);
  }
}

const toMinute = (now: number) => Math.floor(now / MINUTE_MS) * MINUTE_MS;

/** Whether what a token was got with still proves anything. */
const holds = ({ secrets, publicKeys }: MachineClient, credential: string, now: number): boolean =>
  secrets.some(({ id, endsAt }) => id === credential && (endsAt === null || endsAt > now)) ||
  publicKeys.some(({ thumbprint }) => thumbprint === credential);
