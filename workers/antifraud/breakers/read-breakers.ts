import { describeFailure, log } from "#platform/log";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { entityActivity, shardsOf } from "../activities.ts";
import { findPolicy } from "../own-rules/policy-store.ts";
import { findRule, listDecidingRules } from "../own-rules/store.ts";
import { rules as builtIn } from "../rules/index.ts";
import { type Band, limitOf, rateOf, type Sample } from "./band.ts";
import { MODEL } from "./breaker.ts";
import { breakerNotFound } from "./errors.ts";
import type { BreakerView } from "./schemas.ts";
import { type BreakerRow, listBreakers } from "./store.ts";

/** How one breaker stands in one shard: what is in its window, and what was in the day before. */
export type BreakerFigures = { ref: string; isTripped: boolean; window: Sample; baseline: Sample };

/** What may block: live rules, built-in ones among them, and the model, by id. */
type Watched = { ref: string; name: string };

/** One page of everything that may block, by id, and whether it was stopped from it. */
export async function readBreakers(
  platform: Platform,
  organizationId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = readCursor(cursor)?.id ?? "";
  const [watched, rows, { policy }] = await Promise.all([
    watchedBy(platform, organizationId),
    listBreakers(platform.db, organizationId),
    findPolicy(platform.db, organizationId),
  ]);
  const later = watched.filter(({ ref }) => ref > after).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const { page, next_cursor } = toPage(later, limit, ({ ref }) => ({ at: 0, id: ref }));
  const figures = await figuresOf(platform, organizationId);
  const data = page.map((one) =>
    toView(one, policy.breaker, {
      row: rows.find(({ ref }) => ref === one.ref),
      figures: figures && sumOf(figures.filter(({ ref }) => ref === one.ref)),
    }),
  );
  return { data, next_cursor };
}

/** One breaker, as `readBreakers` shows it. */
export async function readBreaker(platform: Platform, organizationId: string, ref: string): Promise<BreakerView> {
  const known = await mustKnowBreaker(platform, organizationId, ref);
  const [rows, { policy }, figures] = await Promise.all([
    listBreakers(platform.db, organizationId),
    findPolicy(platform.db, organizationId),
    figuresOf(platform, organizationId),
  ]);
  return toView(known, policy.breaker, {
    row: rows.find((row) => row.ref === ref),
    figures: figures && sumOf(figures.filter((one) => one.ref === ref)),
  });
}

/** The breaker of the model, of a built-in rule or of one of the organisation; no other has one. */
export async function mustKnowBreaker(
  { db, language }: Platform,
  organizationId: string,
  ref: string,
): Promise<Watched> {
  if (ref === MODEL) return { ref, name: MODEL };
  const known = builtIn.find(({ rule_id }) => rule_id === ref);
  if (known) return { ref, name: known.name[language] };
  const row = await findRule(db, organizationId, ref);
  if (!row || row.deletedAt !== null) throw breakerNotFound();
  return { ref, name: row.name };
}

async function watchedBy({ db, language }: Platform, organizationId: string): Promise<Watched[]> {
  const own = await listDecidingRules(db, organizationId);
  return [
    { ref: MODEL, name: MODEL },
    ...builtIn
      .filter(({ enabled, action }) => enabled && action === "BLOCK")
      .map(({ rule_id, name }) => ({ ref: rule_id, name: name[language] })),
    ...own.filter(({ action }) => action === "BLOCK").map(({ ruleId, name }) => ({ ref: ruleId, name })),
  ];
}

/** What every shard says; null where one of them does not answer, since a part of the figures would look like all. */
async function figuresOf(platform: Platform, organizationId: string): Promise<BreakerFigures[] | null> {
  const shards = Array.from({ length: shardsOf(platform.env, organizationId) }, (_, shard) => shard);
  const at = businessNow(platform);
  try {
    const said = await Promise.all(
      shards.map((shard) => entityActivity(platform.env, organizationId, shard).readBreakers(at)),
    );
    return said.flat();
  } catch (failure) {
    log("warn", "breakers of a shard could not be read", { organizationId, ...describeFailure(failure) });
    return null;
  }
}

function sumOf(figures: readonly BreakerFigures[]): Omit<BreakerFigures, "ref"> {
  const sum = { isTripped: false, window: { asked: 0, blocks: 0 }, baseline: { asked: 0, blocks: 0 } };
  for (const { isTripped, window, baseline } of figures) {
    sum.isTripped ||= isTripped;
    sum.window = { asked: sum.window.asked + window.asked, blocks: sum.window.blocks + window.blocks };
    sum.baseline = { asked: sum.baseline.asked + baseline.asked, blocks: sum.baseline.blocks + baseline.blocks };
  }
  return sum;
}

const iso = (at: number) => new Date(at).toISOString();

function toView(
  { ref, name }: Watched,
  band: Band,
  { row, figures }: { row: BreakerRow | undefined; figures: Omit<BreakerFigures, "ref"> | null },
): BreakerView {
  const trip = row?.trip ?? null;
  return {
    id: ref,
    kind: ref === MODEL ? "model" : "rule",
    name,
    state: !band.isWatched ? "off" : trip || figures?.isTripped ? "tripped" : "closed",
    window: figures && {
      payments: figures.window.asked,
      blocks: figures.window.blocks,
      block_rate: rateOf(figures.window),
    },
    baseline_rate: figures && rateOf(figures.baseline),
    limit: figures && limitOf(figures.baseline, band),
    trip: trip && {
      at: iso(trip.at),
      block_rate: trip.rate,
      limit: trip.band.limit,
      baseline_rate: trip.band.baselineRate,
      payments: trip.payments,
      blocks: trip.blocks,
      window_minutes: trip.windowMinutes,
    },
    reset_by: row?.resetBy ?? null,
    reset_at: row?.resetAt == null ? null : iso(row.resetAt),
  };
}
