import type { Payment } from "./payment.ts";
import { byWindow, DAY, emptyStats, type Windowed, type WindowStats, windows } from "./windows.ts";

/**
 * The counters of a busy key (merchant, address, device), which may see more payments than a ring could hold: sums of
 * whole seconds, minutes, hours and days. A window covers the tiles that it touches, so it is exact to the second up to
 * 10 minutes, to the minute for 1 hour, to the hour for 24 hours and to the UTC day beyond. Cost of a read does not
 * depend on the traffic (Chronon's tiled windows, see ARCHITECTURE.md).
 */
export type Tiles = { seconds: TileList; minutes: TileList; hours: TileList; days: TileList };

/** Tiles in order, six numbers each: index (tiles since the epoch), count, sum, max, declines, failures. */
export type TileList = number[];
export const TILE_SIZE = 6;

type LevelName = keyof Tiles;
/** Days beyond the longest window serve risks whose labels come late. */
const levels: { name: LevelName; ms: number; keep: number; serves: readonly string[] }[] = [
  { name: "seconds", ms: 1000, keep: 600, serves: ["1m", "5m", "10m"] },
  { name: "minutes", ms: 60_000, keep: 60, serves: ["1h"] },
  { name: "hours", ms: 3_600_000, keep: 24, serves: ["24h"] },
  { name: "days", ms: DAY, keep: 45, serves: ["7d", "30d"] },
];

export const emptyTiles = (): Tiles => ({ seconds: [], minutes: [], hours: [], days: [] });

/** Counts a payment in every level where its time is not forgotten yet. The caller makes sure that it is counted once. */
export function addToTiles(tiles: Tiles, payment: Pick<Payment, "at" | "cents" | "outcome">): void {
  for (const level of levels) {
    const list = tiles[level.name];
    const tile = tileAt(list, Math.floor(payment.at / level.ms), level.keep);
    if (tile < 0) continue;
    if (payment.outcome === "failed") {
      list[tile + 5]!++;
      continue;
    }
    list[tile + 1]!++;
    list[tile + 2]! += payment.cents;
    if (payment.cents > list[tile + 3]!) list[tile + 3] = payment.cents;
    if (payment.outcome === "declined") list[tile + 4]!++;
  }
}

/** Marks a payment that was counted as attempted as declined, once its outcome is known. */
export function declineInTiles(tiles: Tiles, at: number): void {
  for (const level of levels) {
    const list = tiles[level.name];
    const tile = tileAt(list, Math.floor(at / level.ms), level.keep);
    if (tile >= 0) list[tile + 4]!++;
  }
}

/** The place of the tile of an index, made where it is missing; negative where it is older than the level keeps. */
function tileAt(list: TileList, index: number, keep: number): number {
  const newest = list.length === 0 ? index : list[list.length - TILE_SIZE]!;
  if (index < newest - keep) return -1;
  let position = list.length;
  while (position > 0 && list[position - TILE_SIZE]! > index) position -= TILE_SIZE;
  if (position > 0 && list[position - TILE_SIZE] === index) return position - TILE_SIZE;
  if (position === list.length) list.push(index, 0, 0, 0, 0, 0);
  else list.splice(position, 0, index, 0, 0, 0, 0, 0);
  const oldestKept = Math.max(newest, index) - keep;
  let expired = 0;
  while (list[expired]! < oldestKept) expired += TILE_SIZE;
  if (expired > 0) list.splice(0, expired);
  return position - expired;
}

const served = levels.map((level) => ({
  ...level,
  windows: windows.filter(({ name }) => level.serves.includes(name)),
}));

/** Every window that ends at a time; the levels serve them from the shortest to the longest. */
export function readTiles(tiles: Tiles, at: number): Windowed {
  const closed: WindowStats[] = [];
  for (const level of served) {
    const end = Math.floor(at / level.ms);
    const list = tiles[level.name];
    const running = emptyStats();
    let i = list.length - TILE_SIZE;
    for (const window of level.windows) {
      const start = end - window.ms / level.ms;
      for (; i >= 0 && list[i]! >= start; i -= TILE_SIZE) if (list[i]! <= end) addTile(running, list, i);
      closed.push({
        count: running.count,
        sum: running.sum,
        max: running.max,
        declines: running.declines,
        failures: running.failures,
      });
    }
  }
  return byWindow(closed);
}

function addTile(stats: WindowStats, list: TileList, i: number): void {
  stats.count += list[i + 1]!;
  stats.sum += list[i + 2]!;
  if (list[i + 3]! > stats.max) stats.max = list[i + 3]!;
  stats.declines += list[i + 4]!;
  stats.failures += list[i + 5]!;
}
