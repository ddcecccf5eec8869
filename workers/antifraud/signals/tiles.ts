import type { Payment } from "./payment.ts";
import { DAY, emptyStats, type Windowed, type WindowStats, windows } from "./windows.ts";

/**
 * The counters of a busy key (merchant, address, device), which may see more payments than a ring could hold: sums of
 * whole seconds, minutes, hours and days. A window covers the tiles that it touches, so it is exact to the second up to
 * 10 minutes, to the minute for 1 hour, to the hour for 24 hours and to the UTC day beyond. Cost of a read does not
 * depend on the traffic (Chronon's tiled windows, see ARCHITECTURE.md).
 */
export type Tiles = { seconds: Tile[]; minutes: Tile[]; hours: Tile[]; days: Tile[] };

/** `[index, count, sum, max, declines, failures]`; the index counts tiles since the epoch. */
export type Tile = [index: number, count: number, sum: number, max: number, declines: number, failures: number];

type LevelName = keyof Tiles;
const levels: { name: LevelName; ms: number; keep: number; serves: readonly string[] }[] = [
  { name: "seconds", ms: 1000, keep: 600, serves: ["1m", "5m", "10m"] },
  { name: "minutes", ms: 60_000, keep: 60, serves: ["1h"] },
  { name: "hours", ms: 3_600_000, keep: 24, serves: ["24h"] },
  { name: "days", ms: DAY, keep: 30, serves: ["7d", "30d"] },
];

export const emptyTiles = (): Tiles => ({ seconds: [], minutes: [], hours: [], days: [] });

/** Counts a payment in every level where its time is not forgotten yet. The caller makes sure that it is counted once. */
export function addToTiles(tiles: Tiles, payment: Pick<Payment, "at" | "cents" | "outcome">): void {
  for (const level of levels) {
    const tile = tileAt(tiles[level.name], Math.floor(payment.at / level.ms), level.keep);
    if (!tile) continue;
    if (payment.outcome === "failed") {
      tile[5]++;
      continue;
    }
    tile[1]++;
    tile[2] += payment.cents;
    if (payment.cents > tile[3]) tile[3] = payment.cents;
    if (payment.outcome === "declined") tile[4]++;
  }
}

/** Marks a payment that was counted as attempted as declined, once its outcome is known. */
export function declineInTiles(tiles: Tiles, at: number): void {
  for (const level of levels) {
    const tile = tileAt(tiles[level.name], Math.floor(at / level.ms), level.keep);
    if (tile) tile[4]++;
  }
}

/** The tile of an index, made where it is missing; undefined where it is older than the level keeps. */
function tileAt(tiles: Tile[], index: number, keep: number): Tile | undefined {
  const newest = tiles.at(-1);
  if (newest && index < newest[0] - keep) return undefined;
  let position = tiles.length;
  while (position > 0 && tiles[position - 1]![0] > index) position--;
  const existing = tiles[position - 1];
  if (existing?.[0] === index) return existing;
  const made: Tile = [index, 0, 0, 0, 0, 0];
  tiles.splice(position, 0, made);
  const oldestKept = tiles.at(-1)![0] - keep;
  let expired = 0;
  while (tiles[expired]![0] < oldestKept) expired++;
  if (expired > 0) tiles.splice(0, expired);
  return made;
}

const served = levels.map((level) => ({
  ...level,
  windows: windows.filter(({ name }) => level.serves.includes(name)),
}));

/** Every window that ends at a time. */
export function readTiles(tiles: Tiles, at: number): Windowed {
  // SAFETY: the levels together serve every window.
  const result = {} as Windowed;
  for (const level of served) {
    const end = Math.floor(at / level.ms);
    const list = tiles[level.name];
    const running = emptyStats();
    let i = list.length - 1;
    for (const window of level.windows) {
      const start = end - window.ms / level.ms;
      for (; i >= 0 && list[i]![0] >= start; i--) {
        const tile = list[i]!;
        if (tile[0] <= end) addTile(running, tile);
      }
      result[window.name] = {
        count: running.count,
        sum: running.sum,
        max: running.max,
        declines: running.declines,
        failures: running.failures,
      };
    }
  }
  return result;
}

function addTile(stats: WindowStats, [, count, sum, max, declines, failures]: Tile): void {
  stats.count += count;
  stats.sum += sum;
  if (max > stats.max) stats.max = max;
  stats.declines += declines;
  stats.failures += failures;
}
