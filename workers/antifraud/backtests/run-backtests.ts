import { type BacktestsDue, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { failBacktest, listStopped, releaseBacktest, saveChunk, takeBacktest } from "./chunk-store.ts";
import { replayChunk } from "./replay-chunk.ts";
import type { BacktestRow } from "./store.ts";

/** Much longer than a chunk takes: whoever is silent for so long is gone. */
const LEASE_MS = 60_000;
/** A chunk that cannot be done so often never will be. */
const MOST_TRIES = 8;

/** Has the backtests of an organisation go on. Where that cannot be told now, the sweep tells it. */
export async function tellBacktestsDue({ env }: Pick<Platform, "env">, organizationId: string): Promise<void> {
  try {
    await publishEvent(env, { type: "antifraud.backtests_due", organizationId });
  } catch (failure) {
    log("warn", "backtests left to the sweep", { organizationId, ...describeFailure(failure) });
  }
}

/** Replays a chunk of the backtest of each organisation, and tells itself to go on. Repeats and parallel runs count none twice. */
export async function goOnWithBacktests(platform: Platform, events: readonly BacktestsDue[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    await goOn(platform, organizationId);
}

async function goOn(platform: Platform, organizationId: string): Promise<void> {
  const { db, now } = platform;
  const backtest = await takeBacktest(db, organizationId, now(), LEASE_MS);
  if (!backtest) return;
  if (backtest.tries > MOST_TRIES) {
    log("error", "backtest failed", { id: backtest.id, chunk: backtest.chunk });
    await failBacktest(db, backtest, now());
  } else await doChunk(platform, backtest);
  await tellBacktestsDue(platform, organizationId);
}

async function doChunk(platform: Platform, backtest: BacktestRow): Promise<void> {
  try {
    const result = await replayChunk(platform, backtest);
    await saveChunk(platform.db, backtest, result, platform.now());
  } catch (failure) {
    await releaseBacktest(platform.db, backtest).catch(() => {});
    throw failure;
  }
}

/** Resumes backtests that nobody works on: their message was lost, or whoever did is gone. */
export async function sweepBacktests(platform: Platform): Promise<void> {
  for (const organizationId of await listStopped(platform.db, platform.now()))
    await tellBacktestsDue(platform, organizationId);
}
