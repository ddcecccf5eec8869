import type { EntityKind, EntityState } from "../observe-entity.ts";
import type { Payment } from "../signals/payment.ts";
import { type Aggregate, addToAggregate, compileAggregate, emptyAggregate, readAggregate } from "./aggregate.ts";
import { type BookedAggregate, fieldOf, keyOf, reachOf, refOf } from "./definition.ts";

/** Since when a shard counts an aggregate. */
export type AggregateStart = {
  /** The last entry of the journal that is not counted as it comes. */
  seq: number;
  /** From when on every payment is counted, epoch milliseconds of payments; null while what was before is filled in. */
  since: number | null;
  /** The last of the entries up to `seq` that was filled in. */
  filledSeq: number;
};

/** An aggregate that a shard counts. */
export type AggregateInForce = Aggregate & { name: string; ref: string; key: string; start: AggregateStart };

/** What a shard counts, by kind of entity. */
export type AggregatesInForce = {
  all: readonly AggregateInForce[];
  of(kind: EntityKind): readonly AggregateInForce[];
};

export const noAggregates: AggregatesInForce = { all: [], of: () => [] };

/** Compiles what an organisation counts. What newer code cannot compile any more is left out, and so absent. */
export function aggregatesInForce(
  booked: readonly BookedAggregate[],
  startOf: (key: string) => AggregateStart,
): AggregatesInForce {
  const all = booked.flatMap((one): AggregateInForce[] => {
    const key = keyOf(one);
    try {
      const compiled = compileAggregate(one.definition);
      return [{ ...compiled, name: one.name, ref: refOf(one), key, start: startOf(key) }];
    } catch {
      return [];
    }
  });
  const byKind = Map.groupBy(all, ({ definition }) => definition.entity);
  return { all, of: (kind) => byKind.get(kind) ?? [] };
}

/** Counts a payment in one aggregate of an entity. */
export function countIn(state: EntityState, aggregate: AggregateInForce, payment: Payment): void {
  const { key } = aggregate;
  const counted = state.aggregates?.[key] ?? emptyAggregate();
  if (!addToAggregate(counted, aggregate, payment)) return;
  state.aggregates ??= {};
  state.aggregates[key] = counted;
}

/** Forgets what is not counted any more. */
export function dropObsolete(state: EntityState, { of }: AggregatesInForce): void {
  if (!state.aggregates) return;
  const keys = of(state.kind).map(({ key }) => key);
  for (const key of Object.keys(state.aggregates)) if (!keys.includes(key)) delete state.aggregates[key];
}

/** What entities say of a payment: values by `refOf`, without those that nothing is known of yet. */
export type AggregateReadings = { values: Record<string, number>; atLeast: string[] };

export const noReadings = (): AggregateReadings => ({ values: {}, atLeast: [] });

/** Writes what an entity's aggregates say of a payment at a time. One whose window is not wholly counted says nothing. */
export function readAggregates(
  into: AggregateReadings,
  state: EntityState,
  inForce: AggregatesInForce,
  at: number,
): void {
  for (const aggregate of inForce.of(state.kind)) {
    const { since } = aggregate.start;
    if (since === null || reachOf(aggregate.definition, at) < since) continue;
    const kept = state.aggregates?.[aggregate.key] ?? emptyAggregate();
    const { value, isAtLeast } = readAggregate(kept, aggregate, at);
    if (value !== null) into.values[aggregate.ref] = value;
    if (isAtLeast) into.atLeast.push(aggregate.ref);
  }
}

/** What evidence keeps of aggregates, see `EvidenceRecord`. */
export type RecordedAggregates = { aggregates?: Record<string, number | null>; aggregatesAtLeast?: string[] };

/** What is known of every aggregate in force: null where nothing is. */
export function recordReadings({ all }: AggregatesInForce, { values, atLeast }: AggregateReadings): RecordedAggregates {
  if (all.length === 0) return {};
  const known = all.map(({ ref }) => ref);
  const low = atLeast.filter((ref) => known.includes(ref));
  return {
    aggregates: Object.fromEntries(known.map((ref) => [ref, values[ref] ?? null])),
    ...(low.length > 0 && { aggregatesAtLeast: low }),
  };
}

/** The fields of rules that recorded values stand in. */
export const toFields = (recorded: Readonly<Record<string, number | null>> = {}): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(recorded).map(([ref, value]) => [fieldOf(ref.slice(0, ref.lastIndexOf("@"))), value]),
  );
