import {
  type Band,
  BlockCounts,
  type BreakerFigures,
  type BreakerState,
  judgePayment,
  MINUTES_KNOWN,
  type MinuteCounts,
  tripOf,
  type Watched,
} from "#antifraud";
import { type BreakerTripped, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { ShardDatabase } from "./entity-activity.database.ts";

const MINUTE = 60_000;
const nothing: ReadonlySet<string> = new Set();

/** Which payment was counted: whose, when it was decided, and what its rules are called. */
type Counted = { organizationId: string; at: number; nameOf: (ref: string) => string };

type BreakerRow = { ref: string; generation: number; is_tripped: number; news: string | null };

/**
 * How often rules and the model block among the payments that are decided here, and what was stopped from it. Counted with the
 * journal's entries and committed with them: what memory loses before, the journal lost too.
 */
export class Breakers {
  readonly #env: Env;
  readonly #database: ShardDatabase;
  readonly #counts = new BlockCounts();
  readonly #states = new Map<string, Omit<BreakerState, "ref">>();
  readonly #tripped = new Set<string>();
  /** News by breaker: made but not committed, and committed but not published. */
  readonly #fresh = new Map<string, BreakerTripped>();
  readonly #untold = new Map<string, BreakerTripped>();
  readonly #freshMinutes = new Set<number>();
  #telling: Promise<void> | undefined;

  constructor(env: Env, database: ShardDatabase) {
    this.#env = env;
    this.#database = database;
    const minutes = `SELECT minute, counts FROM block_counts
      WHERE minute > (SELECT max(minute) FROM block_counts) - ${MINUTES_KNOWN} ORDER BY minute`;
    // SAFETY: written by save().
    for (const { minute, counts } of database.all<{ minute: number; counts: string }>(minutes))
      this.#counts.restore(minute, JSON.parse(counts) as MinuteCounts);
    for (const row of database.all<BreakerRow>("SELECT ref, generation, is_tripped, news FROM breakers")) {
      this.#set({ ref: row.ref, generation: row.generation, isTripped: row.is_tripped === 1 });
      // SAFETY: written by save().
      if (row.news !== null) this.#untold.set(row.ref, JSON.parse(row.news) as BreakerTripped);
    }
  }

  /** What is stopped from blocking, the model under a name of its own; nothing while the organisation watches nothing. */
  trippedIn({ isWatched }: Band): ReadonlySet<string> {
    return isWatched ? this.#tripped : nothing;
  }

  /** Whether anything ever tripped or was reset here. */
  get hasAny(): boolean {
    return this.#states.size > 0;
  }

  get hasUntold(): boolean {
    return this.#untold.size > 0;
  }

  /** Counts a payment, and stops what leaves its band by it from blocking the next. To be called with the entry of the journal. */
  count(watched: Watched, band: Band, { organizationId, at, nameOf }: Counted): void {
    const minute = Math.floor(at / MINUTE);
    const left = judgePayment(this.#counts, watched, minute, band, this.#tripped);
    if (watched.asked.length > 0) this.#freshMinutes.add(minute);
    for (const { ref, changed, ...samples } of left) {
      const generation = this.#states.get(ref)?.generation ?? 0;
      this.#set({ ref, generation, isTripped: true });
      this.#fresh.set(ref, tripOf({ organizationId, ref, name: nameOf(ref), generation, at }, samples, band));
      for (const one of changed) this.#freshMinutes.add(one);
    }
  }

  /** Writes what was counted since the last time, within a commit of the journal. */
  save(): void {
    for (const minute of this.#freshMinutes)
      this.#database.run(
        "INSERT OR REPLACE INTO block_counts (minute, counts) VALUES (?, ?)",
        minute,
        JSON.stringify(this.#counts.minute(minute)),
      );
    this.#freshMinutes.clear();
    for (const [ref, news] of this.#fresh) {
      this.#database.run(
        "INSERT OR REPLACE INTO breakers (ref, generation, is_tripped, news) VALUES (?, ?, 1, ?)",
        ref,
        news.generation,
        JSON.stringify(news),
      );
      this.#untold.set(ref, news);
    }
    this.#fresh.clear();
  }

  /** Takes how breakers stand by the database's word: a later generation counts, and within one that another shard tripped. */
  assign(states: readonly BreakerState[]): void {
    for (const state of states) {
      const own = this.#states.get(state.ref) ?? { generation: 0, isTripped: false };
      const isNews = state.generation === own.generation && state.isTripped && !own.isTripped;
      if (state.generation <= own.generation && !isNews) continue;
      this.#set(state);
      this.#database.run(
        `INSERT INTO breakers (ref, generation, is_tripped) VALUES (?, ?, ?)
        ON CONFLICT (ref) DO UPDATE SET generation = excluded.generation, is_tripped = excluded.is_tripped`,
        state.ref,
        state.generation,
        Number(state.isTripped),
      );
    }
  }

  /** Publishes what tripped, once it is committed; where that fails, whoever comes next tries again. */
  tell(commitWith: (change: () => void) => void): Promise<void> {
    this.#telling ??= this.#tellAll(commitWith).finally(() => {
      this.#telling = undefined;
    });
    return this.#telling;
  }

  async #tellAll(commitWith: (change: () => void) => void): Promise<void> {
    try {
      for (const [ref, news] of this.#untold) {
        await publishEvent(this.#env, news);
        commitWith(() => this.#database.run("UPDATE breakers SET news = NULL WHERE ref = ?", ref));
        this.#untold.delete(ref);
      }
    } catch (failure) {
      log("warn", "breaker not told of, will be again", describeFailure(failure));
    }
  }

  /** How everything that was ever asked stands at a time. */
  figures(at: number, band: Band): BreakerFigures[] {
    const minute = Math.floor(at / MINUTE);
    return [...new Set([...this.#counts.refs, ...this.#states.keys()])].map((ref) => ({
      ref,
      isTripped: this.#tripped.has(ref),
      ...this.#counts.samples(ref, minute, band),
    }));
  }

  #set({ ref, generation, isTripped }: BreakerState): void {
    this.#states.set(ref, { generation, isTripped });
    if (isTripped) this.#tripped.add(ref);
    else this.#tripped.delete(ref);
  }
}
