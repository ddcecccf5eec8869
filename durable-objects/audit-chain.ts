import { DurableObject } from "cloudflare:workers";
import {
  GENESIS,
  type Head,
  listUnplaced,
  type Place,
  placeEvents,
  type SignedCheckpoint,
  savePlaces,
  sealPersonalParts,
} from "#auth";
import { describeFailure, log } from "#platform/log";
import { createPlatform } from "#platform/platform";
import { ChainCheckpoints } from "./audit-chain.checkpoints.ts";
import { migrations } from "./audit-chain.migrations.ts";
import { EarliestAlarm } from "./shared/earliest-alarm.ts";
import { migrate } from "./shared/migrate.ts";

const PLACED_AT_ONCE = 500;
/** A longer backlog goes on by the alarm, so that no caller waits for all of it. */
const MOST_ROUNDS = 20;
const NEXT_ROUND_MS = 1000;
const AGAIN_MS = 60_000;

/**
 * The chain of one organisation's audit events, named by the organisation: the single writer of their sequences and hashes.
 * A place is kept here before it stands beside its row in D1, so whoever dies in between, it is the same place.
 */
export class AuditChain extends DurableObject<Env> {
  readonly #checkpoints: ChainCheckpoints;
  readonly #wake: EarliestAlarm;
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Head> | undefined;
  /** How long after the last run another one is due: it did not come to the end, or failed. */
  #resumeAfterMs: number | undefined;
  /** Checkpoints that cannot be made are not tried again at once. */
  #checkpointsFrom = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    this.#wake = new EarliestAlarm(ctx.storage);
    this.#checkpoints = new ChainCheckpoints(ctx.storage, env.AUDIT);
  }

  /** Gives every row that waits in D1 its place, one caller after the other; the head after it. */
  extend(organizationId: string): Promise<Head> {
    // The run that goes on may have read before the caller's row was there; the one after it has not begun.
    this.#next ??= this.#running.then(
      () => this.#begin(organizationId),
      () => this.#begin(organizationId),
    );
    return this.#next;
  }

  /** How far the chain goes. */
  head(): Head {
    return this.#read("SELECT sequence, hash FROM chain")[0] ?? GENESIS;
  }

  /** What the next so many checkpoints after a sequence say. */
  anchors(after: number, limit: number): Head[] {
    return this.#read(
      "SELECT sequence, hash FROM checkpoints WHERE sequence > ? ORDER BY sequence LIMIT ?",
      after,
      limit,
    );
  }

  /** Checkpoints before a sequence, the newest first, each with when it was stored in R2. */
  checkpoints(limit: number, before: number): (SignedCheckpoint & { stored_at: string | null })[] {
    return this.#checkpoints.list(limit, before);
  }

  /** Goes on with what is left, and makes and stores the checkpoints that are due. */
  override async alarm(): Promise<void> {
    this.#wake.rang();
    this.#checkpointsFrom = Date.now() + AGAIN_MS;
    const [chain] = this.#read<{ organizationId: string }>("SELECT organization_id AS organizationId FROM chain");
    if (!chain) return;
    try {
      await this.extend(chain.organizationId);
    } catch (failure) {
      log("warn", "audit chain not extended, will be again", describeFailure(failure));
    }
    try {
      const now = Date.now();
      if ((this.#checkpoints.dueAt() ?? Number.POSITIVE_INFINITY) <= now)
        this.#checkpoints.make(this.env, chain.organizationId, this.head(), now);
      await this.#checkpoints.store();
    } catch (failure) {
      log("warn", "audit checkpoint not stored, will be again", describeFailure(failure));
    }
    this.#wakeWhenDue();
  }

  #begin(organizationId: string): Promise<Head> {
    this.#next = undefined;
    const run = this.#extend(organizationId);
    this.#running = run;
    return run;
  }

  async #extend(organizationId: string): Promise<Head> {
    this.#open(organizationId);
    const { db, sealer } = createPlatform(this.env);
    this.#resumeAfterMs = AGAIN_MS;
    try {
      let isAnythingLeft = true;
      for (let round = 0; isAnythingLeft && round < MOST_ROUNDS; round++) {
        await this.#writeBack(organizationId);
        const rows = await listUnplaced(db, organizationId, PLACED_AT_ONCE);
        isAnythingLeft = rows.length === PLACED_AT_ONCE;
        const sealed = await sealPersonalParts(sealer, organizationId, rows);
        this.#keep(placeEvents(this.head(), sealed));
      }
      await this.#writeBack(organizationId);
      this.#resumeAfterMs = isAnythingLeft ? NEXT_ROUND_MS : undefined;
    } finally {
      this.#wakeWhenDue();
    }
    return this.head();
  }

  #open(organizationId: string): void {
    const { sequence, hash } = GENESIS;
    this.ctx.storage.sql.exec(
      "INSERT INTO chain (id, organization_id, sequence, hash, begun_at) VALUES (1, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      organizationId,
      sequence,
      hash,
      Date.now(),
    );
    const [chain] = this.#read<{ organizationId: string }>("SELECT organization_id AS organizationId FROM chain");
    if (chain?.organizationId !== organizationId) throw new Error("This chain is of another organisation");
  }

  /** Keeps places that were given, with the head that follows from them; the alarm wakes whoever dies before they are written back. */
  #keep(places: readonly Place[]): void {
    const last = places.at(-1);
    if (!last) return;
    this.#wake.by(Date.now() + AGAIN_MS);
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.sql.exec(
        "INSERT INTO tail (sequence, event_id, previous_hash, hash, ip_address, changes) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)",
        JSON.stringify(places.map((p) => [p.sequence, p.id, p.previousHash, p.hash, p.ipAddress, p.changes])),
      );
      this.ctx.storage.sql.exec("UPDATE chain SET sequence = ?, hash = ?", last.sequence, last.hash);
    });
  }

  /** Writes the kept places beside their rows, again where that was interrupted. */
  async #writeBack(organizationId: string): Promise<void> {
    const tail = this.#read<Place>(
      "SELECT event_id AS id, sequence, previous_hash AS previousHash, hash, ip_address AS ipAddress, changes FROM tail ORDER BY sequence",
    );
    const last = tail.at(-1);
    if (!last) return;
    // A place that D1 knows may never be forgotten here, or it would be given twice.
    await this.ctx.storage.sync();
    await savePlaces(createPlatform(this.env).db, organizationId, tail);
    this.ctx.storage.sql.exec("DELETE FROM tail WHERE sequence <= ?", last.sequence);
  }

  /** Sets the alarm for what is to be done by itself: what is left, and the next checkpoint. */
  #wakeWhenDue(): void {
    const now = Date.now();
    if (this.#resumeAfterMs !== undefined) this.#wake.by(now + this.#resumeAfterMs);
    if (this.#checkpoints.hasUnstored) this.#wake.by(now + AGAIN_MS);
    const dueAt = this.#checkpoints.dueAt();
    if (dueAt !== undefined) this.#wake.by(Math.max(dueAt, this.#checkpointsFrom));
  }

  #read<Row extends Record<string, SqlStorageValue> = Head>(query: string, ...values: SqlStorageValue[]): Row[] {
    return this.ctx.storage.sql.exec<Row>(query, ...values).toArray();
  }
}
