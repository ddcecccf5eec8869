import { hashOf, type Payment } from "../signals/payment.ts";
import { type AggregateDefinition, LATE_MS, type Other, tileOf, tilesOf } from "./definition.ts";
import { figuresOf } from "./figures.ts";
import { asksOutcome, compileFilter } from "./filter.ts";

/** A definition, ready to count by. */
export type Aggregate = {
  definition: AggregateDefinition;
  tileMs: number;
  /** How many tiles before the newest a window can reach, that of a late payment too. */
  keptTiles: number;
  /** Whether a payment can take part only once it is known what became of it. */
  asksOutcome: boolean;
  takes: (payment: Payment) => boolean;
};

/**
 * What is kept of one entity: tiles in order, the tile's index and its figures in turn. Of `distinct` each stands for one
 * other that was met in it.
 */
export type AggregateState = {
  cells: number[];
  /** The newest tile that lost others for want of room. */
  dropped: number | null;
};

/** A value; null where there is nothing to tell. `isAtLeast` where it would be greater, had there been room. */
export type Reading = { value: number | null; isAtLeast: boolean };

/** Others that are known, each once a tile; of more the oldest are forgotten, so a count of them may be too low, and says so. */
export const MOST_OTHERS = 1024;

/** A definition that was checked, ready to count by. */
export function compileAggregate(definition: AggregateDefinition): Aggregate {
  const tileMs = tileOf(definition);
  return {
    definition,
    tileMs,
    keptTiles: Math.ceil((definition.windowMs + definition.delayMs + LATE_MS) / tileMs),
    asksOutcome: asksOutcome(definition.filter),
    takes: compileFilter(definition.filter),
  };
}

export const emptyAggregate = (): AggregateState => ({ cells: [], dropped: null });

/**
 * Counts a payment, with the outcome that is known of it; false where it takes no part. In which order payments come makes
 * no difference to what is left of them. The caller makes sure that each is counted once.
 */
export function addToAggregate(state: AggregateState, aggregate: Aggregate, payment: Payment): boolean {
  if (!aggregate.takes(payment)) return false;
  const { statistic, of } = aggregate.definition;
  const tile = Math.floor(payment.at / aggregate.tileMs);
  const other = statistic === "distinct" ? otherOf(of as Other, payment) : 0;
  if (other === null) return false;
  const width = widthOf(aggregate);
  const newest = Math.max(tile, state.cells.at(-width) ?? tile);
  const oldest = newest - aggregate.keptTiles;
  if (tile < oldest) return false;
  if (statistic === "distinct") addOther(state, tile, other);
  else addAmount(state.cells, width, tile, statistic, payment.cents);
  forgetBefore(state, width, oldest);
  return true;
}

function addOther(state: AggregateState, tile: number, other: number): void {
  const { cells } = state;
  let place = cells.length;
  while (place > 0 && (cells[place - 2]! > tile || (cells[place - 2] === tile && cells[place - 1]! > other)))
    place -= 2;
  if (place > 0 && cells[place - 2] === tile && cells[place - 1] === other) return;
  insert(cells, place, [tile, other]);
  if (cells.length <= 2 * MOST_OTHERS) return;
  state.dropped = Math.max(cells[0]!, state.dropped ?? cells[0]!);
  cells.splice(0, 2);
}

function addAmount(
  cells: number[],
  width: number,
  tile: number,
  statistic: keyof typeof figuresOf,
  cents: number,
): void {
  const { ofOne, merge } = figuresOf[statistic];
  let place = cells.length;
  while (place > 0 && cells[place - width]! > tile) place -= width;
  if (place > 0 && cells[place - width] === tile) merge(cells, place - width + 1, ofOne(cents), 0);
  else insert(cells, place, [tile, ...ofOne(cents)]);
}

function insert(cells: number[], place: number, cell: number[]): void {
  if (place === cells.length) cells.push(...cell);
  else cells.splice(place, 0, ...cell);
}

function forgetBefore(state: AggregateState, width: number, oldest: number): void {
  let expired = 0;
  while (state.cells[expired]! < oldest) expired += width;
  if (expired > 0) state.cells.splice(0, expired);
  if (state.dropped !== null && state.dropped < oldest) state.dropped = null;
}

/** What a payment at a time is told: of all that was counted before, what lies in its window. */
export function readAggregate(state: AggregateState, aggregate: Aggregate, at: number): Reading {
  const { cells, dropped } = state;
  const { statistic } = aggregate.definition;
  const width = widthOf(aggregate);
  const { first, last } = tilesOf(aggregate.definition, aggregate.tileMs, at);
  let end = cells.length;
  while (end > 0 && cells[end - width]! > last) end -= width;
  let start = end;
  while (start > 0 && cells[start - width]! >= first) start -= width;
  if (statistic === "distinct") {
    const met = new Set<number>();
    for (let i = start; i < end; i += 2) met.add(cells[i + 1]!);
    return { value: met.size, isAtLeast: dropped !== null && dropped >= first };
  }
  const { merge, read } = figuresOf[statistic];
  const figures = start < end ? cells.slice(start + 1, start + width) : [];
  for (let i = start + width; i < end; i += width) merge(figures, 0, cells, i + 1);
  return { value: read(figures), isAtLeast: false };
}

const widthOf = ({ definition: { statistic } }: Aggregate): number =>
  1 + (statistic === "distinct" ? 1 : figuresOf[statistic].width);

const NO_CATEGORY = hashOf("");

/** Whom a payment brings to a count of others; null where it names none. */
function otherOf(of: Other, payment: Payment): number | null {
  switch (of) {
    case "users":
      return payment.user;
    case "cards":
      return payment.hasCard ? payment.payer : null;
    case "devices":
      return payment.device;
    case "ips":
      return payment.ip;
    case "merchants":
      return payment.merchant;
    case "countries":
      return payment.country === null ? null : hashOf(payment.country);
    case "categories":
      return payment.category === NO_CATEGORY ? null : payment.category;
  }
}
