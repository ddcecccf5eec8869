import { simulate } from "../models/training/simulate.ts";
import {
  type AggregatesInForce,
  aggregatesInForce,
  countIn,
  noReadings,
  readAggregates,
} from "../workers/antifraud/aggregates/aggregates-in-force.ts";
import type { BookedAggregate } from "../workers/antifraud/aggregates/definition.ts";
import { describePayment, type PaymentBrief } from "../workers/antifraud/describe-payment.ts";
import { type EntityKind, type EntityState, emptyEntity, kindOf } from "../workers/antifraud/observe-entity.ts";
import { usdPerUnit } from "../workers/platform/money.ts";

/** What aggregates cost a decision: `npm run aggregates:bench`. In Node, without the object around them. */
const HOUR = 3_600_000;
const kinds: EntityKind[] = ["card", "user", "device", "ip", "merchant"];
const shapes = [
  { statistic: "count", of: null, windowMs: HOUR },
  { statistic: "sum", of: "amount", windowMs: 24 * HOUR },
  { statistic: "stddev", of: "amount", windowMs: 30 * 24 * HOUR },
  { statistic: "distinct", of: "countries", windowMs: 7 * 24 * HOUR },
] as const;

/** So many aggregates over every kind of entity in turn, half of them with a filter. */
const book = (count: number): BookedAggregate[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `bench_${i}`,
    revision: 1,
    generation: 1,
    isFilled: false,
    countedFrom: 0,
    definition: {
      ...shapes[i % shapes.length]!,
      entity: kinds[i % kinds.length]!,
      delayMs: 0,
      filter: i % 2 === 0 ? null : { currency: { operator: "in", value: ["UZS", "USD"] } },
    },
  }));

const inForce = (count: number) => aggregatesInForce(book(count), () => ({ seq: 0, since: 0, filledSeq: 0 }));

/** Payments of 30 days; the last of them are measured, once states are full. */
function payments(): PaymentBrief[] {
  const briefs = [];
  const startAt = Date.parse("2026-03-01T00:00:00Z");
  for (const { transaction } of simulate({ seed: 5, days: 30, customers: 1500, startAt }))
    briefs.push(describePayment("org", transaction, usdPerUnit(transaction.currency) ?? 1));
  return briefs;
}

/** Microseconds a payment takes for reading and counting aggregates alone, and the bytes that the fullest entity keeps of them. */
function measure(briefs: readonly PaymentBrief[], aggregates: AggregatesInForce) {
  const states = new Map<string, EntityState>();
  const take = ({ payment, entities }: PaymentBrief) => {
    const own = Object.values(entities).flatMap((name) => {
      if (name === null) return [];
      const state = states.get(name) ?? emptyEntity(kindOf(name));
      states.set(name, state);
      return [state];
    });
    const read = noReadings();
    for (const state of own) readAggregates(read, state, aggregates, payment.at);
    for (const state of own) for (const aggregate of aggregates.of(state.kind)) countIn(state, aggregate, payment);
  };
  const half = Math.floor(briefs.length / 2);
  for (const brief of briefs.slice(0, half)) take(brief);
  const startedAt = process.cpuUsage();
  for (const brief of briefs.slice(half)) take(brief);
  const { user, system } = process.cpuUsage(startedAt);
  const sizes = [...states.values()].map(({ aggregates: kept }) => JSON.stringify(kept ?? {}).length);
  return { microseconds: (user + system) / (briefs.length - half), bytes: Math.max(...sizes) };
}

const briefs = payments();
console.log(`${briefs.length} payments of 30 days, the second half measured`);
for (const count of [0, 10, 20]) {
  const runs = Array.from({ length: 5 }, () => measure(briefs, inForce(count)));
  const { microseconds, bytes } = runs.sort((a, b) => a.microseconds - b.microseconds)[2]!;
  console.log(`${count} aggregates: ${microseconds.toFixed(1)} µs a payment, at most ${bytes} bytes an entity`);
}
