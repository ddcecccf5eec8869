import type { EntityKind } from "../observe-entity.ts";
import type { Conditions } from "../rule-language/from-conditions.ts";

/** What may be told of the payments of a window. */
export const statistics = ["count", "sum", "avg", "min", "max", "distinct", "stddev"] as const;
export type Statistic = (typeof statistics)[number];

/** Whom `distinct` may count. */
export const others = ["users", "cards", "devices", "ips", "merchants", "countries", "categories"] as const;
export type Other = (typeof others)[number];

/** What is measured: amounts in US dollars, or different others. */
export const measures = ["amount", ...others] as const;
export type Measure = (typeof measures)[number];

/** What an organisation counts of the payments of each of its cards, users, devices, addresses or merchants. */
export type AggregateDefinition = {
  statistic: Statistic;
  /** null of `count`, which measures nothing. */
  of: Measure | null;
  entity: EntityKind;
  windowMs: number;
  /** The window ends so long before the payment that asks. */
  delayMs: number;
  /** What a payment must pass to take part; every attempt does where this is null. */
  filter: Conditions | null;
};

/** What becomes of a backfill: `failed` of one that came to no end, `stopped` where something else is counted by now. */
export const fillStatuses = ["running", "done", "stopped", "failed"] as const;

/** A definition as the activity objects are told of it. */
export type BookedAggregate = {
  name: string;
  revision: number;
  /** Grows whenever counting begins anew. */
  generation: number;
  /** Whether what was before is filled in from stored decisions. */
  isFilled: boolean;
  /** When counting began, epoch milliseconds of business time. */
  countedFrom: number;
  definition: AggregateDefinition;
};

/** How evidence names an aggregate: a name holds no `@`. */
export const refOf = ({ name, revision }: Pick<BookedAggregate, "name" | "revision">): string => `${name}@${revision}`;

/** By what the states of entities know what is counted. */
export const keyOf = ({ name, generation }: Pick<BookedAggregate, "name" | "generation">): string =>
  `${name}.${generation}`;

/** The field of rules that an aggregate's value stands in. */
export const fieldOf = (name: string): string => `agg.${name}`;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const LONGEST_MS = 90 * 24 * HOUR;
/** A payment may come so long after another of a later time, and finds its whole window. */
export const LATE_MS = 5 * MINUTE;
/** At most so many tiles to a window, which bounds what an entity keeps of it: under 35 kB as JSON. */
const MOST_TILES = 720;
const tiles = [SECOND, 5 * SECOND, MINUTE, 2 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR];

/** The width of the tiles that a window is made of, which is how exact its far end is: 1 s up to 12 min, 3 h at 90 d. */
export function tileOf({ windowMs }: Pick<AggregateDefinition, "windowMs">): number {
  return tiles.find((tileMs) => windowMs <= MOST_TILES * tileMs) ?? 3 * HOUR;
}

/** The first and the last tile of the window that a payment at a time is told of. Of what is delayed the last is a whole one. */
export function tilesOf({ windowMs, delayMs }: AggregateDefinition, tileMs: number, at: number) {
  const end = at - delayMs;
  const last = Math.floor(end / tileMs) - (delayMs > 0 ? 1 : 0);
  return { first: Math.floor((end - windowMs) / tileMs), last };
}

/** How far back the window of a payment at a time reaches, epoch milliseconds. */
export function reachOf(definition: AggregateDefinition, at: number): number {
  const tileMs = tileOf(definition);
  return tilesOf(definition, tileMs, at).first * tileMs;
}

/** From when on every window holds nothing but payments since a time. */
export const warmFrom = (definition: AggregateDefinition, since: number): number =>
  since + definition.windowMs + definition.delayMs + tileOf(definition);
