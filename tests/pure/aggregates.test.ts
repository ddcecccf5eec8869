import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../models/training/simulate.ts";
import {
  addToAggregate,
  compileAggregate,
  emptyAggregate,
  MOST_OTHERS,
  readAggregate,
} from "../../workers/antifraud/aggregates/aggregate.ts";
import {
  type AggregateDefinition,
  others,
  reachOf,
  statistics,
  tileOf,
  warmFrom,
} from "../../workers/antifraud/aggregates/definition.ts";
import { describePayment } from "../../workers/antifraud/describe-payment.ts";
import type { EntityKind } from "../../workers/antifraud/observe-entity.ts";
import type { Conditions } from "../../workers/antifraud/rule-language/from-conditions.ts";
import { hashOf, type Payment } from "../../workers/antifraud/signals/payment.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";
import { countNaively, type Told } from "./aggregate-oracle.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse("2026-03-01T00:00:00Z");
const kinds = ["card", "user", "device", "ip", "merchant"] as const;

const plain: AggregateDefinition = {
  statistic: "count",
  of: null,
  entity: "card",
  windowMs: HOUR,
  delayMs: 0,
  filter: null,
};

/** Payments of the simulator with what became of each, some a few minutes late. */
function replayed(count: number): (Told & { names: Record<EntityKind, string | null> })[] {
  const rows = [];
  let i = 0;
  for (const { transaction } of simulate({ seed: 23, days: 60, customers: 700, startAt: START })) {
    const { payment, facts, entities } = describePayment("org", transaction, usdPerUnit(transaction.currency) ?? 1);
    const outcome = (["attempted", "attempted", "attempted", "declined", "failed"] as const)[i % 5]!;
    const { payer, user, device, ip, merchant } = entities;
    const names = {
      card: payer.startsWith("card:") ? payer : null,
      user: user ?? payer,
      device,
      ip,
      merchant,
    };
    rows.push({
      payment: { ...payment, outcome },
      facts,
      names,
      arrivesAt: payment.at + (i % 7 === 0 ? 4 * MINUTE : 0),
    });
    if (++i === count) break;
  }
  return rows.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const filters: (Conditions | null)[] = [
  null,
  { outcome: { operator: "equals", value: "declined" } },
  { outcome: { operator: "in", value: ["accepted", "failed"] } },
  { amount: { operator: "between", value: [5, 200] }, currency: { operator: "not_equals", value: "USD" } },
  { country: { operator: "in", value: ["UZ", "TR"] }, is_international: { operator: "equals", value: false } },
  { merchant_category: { operator: "not_in", value: ["Groceries", "Fuel"] } },
  { payment_method: { operator: "exists", value: true }, amount: { operator: "less_than", value: 1000 } },
];
const windows = [MINUTE, 7 * MINUTE, HOUR, 5 * HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY];
const delays = [0, 0, MINUTE, HOUR, 2 * DAY];

/** Each statistic with every measure, in turn over entities, windows, delays and filters. */
const definitions: AggregateDefinition[] = statistics.flatMap((statistic, s) =>
  (statistic === "distinct" ? others : [statistic === "count" ? null : ("amount" as const)]).flatMap((of, o) =>
    Array.from({ length: statistic === "distinct" ? 4 : 14 }, (_, i) => {
      const windowMs = windows[(s + o + i) % windows.length]!;
      const delayMs = Math.min(delays[(i + o) % delays.length]!, 90 * DAY - windowMs);
      return {
        statistic,
        of,
        entity: kinds[(s + o + i) % kinds.length]!,
        windowMs,
        delayMs,
        filter: filters[(2 * s + o + i) % filters.length]!,
      };
    }),
  ),
);

describe("aggregates over 12,000 replayed payments, some of them late", () => {
  const rows = replayed(12_000);
  /** Those that had anything to tell: a minute of one card's declines never has. */
  const told = new Set<AggregateDefinition>();

  it("replays as many as it says, in more than one order", () => {
    expect(rows.length).toBe(12_000);
    expect(rows.some(({ payment }, i) => i > 0 && payment.at < rows[i - 1]!.payment.at)).toBe(true);
  });

  it.each(definitions.map((definition) => ({ title: JSON.stringify(definition), definition })))(
    "equal brute force: $title",
    ({ definition }) => {
      const aggregate = compileAggregate(definition);
      const states = new Map<string, ReturnType<typeof emptyAggregate>>();
      const histories = new Map<string, Told[]>();
      for (const [i, row] of rows.entries()) {
        const name = row.names[definition.entity];
        if (name === null) continue;
        const state = states.get(name) ?? emptyAggregate();
        const history = histories.get(name) ?? [];
        states.set(name, state);
        histories.set(name, history);
        // Brute force over a busy merchant is the slow part.
        if (history.length < 40 || i % 23 === 0) {
          const read = readAggregate(state, aggregate, row.payment.at);
          const { value, others: met } = countNaively(definition, history, row.payment.at, tileOf(definition));
          if (read.isAtLeast) expect(met).toBeGreaterThanOrEqual(read.value!);
          else if (value === null) expect(read.value).toBeNull();
          else expect(read.value).toBeCloseTo(value, 6);
          if (value) told.add(definition);
        }
        addToAggregate(state, aggregate, row.payment);
        history.push(row);
      }
    },
  );

  it("finds something to tell in nearly all", () => expect(told.size).toBeGreaterThan(0.85 * definitions.length));
});

const anyPayment = fc
  .record({
    at: fc.integer({ min: 0, max: 3 * 3600 }).map((second) => START + second * 1000),
    cents: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    user: fc.integer({ min: 1, max: 9 }),
    outcome: fc.constantFrom("attempted" as const, "declined" as const, "failed" as const),
  })
  .map((drawn): Payment => ({ ...anyone, ...drawn }));
const anyone: Payment = {
  id: "p",
  key: 1,
  at: START,
  cents: 100,
  payer: 1,
  user: 1,
  hasCard: true,
  merchant: 1,
  category: hashOf("Groceries"),
  currency: "USD",
  method: null,
  isInternational: null,
  device: null,
  ip: null,
  country: null,
  city: null,
  lat: null,
  lon: null,
  outcome: "attempted",
};

describe("what is kept of payments", () => {
  it("does not depend on the order in which they come, to the bit", () => {
    fc.assert(
      fc.property(
        fc
          .array(anyPayment, { maxLength: 60 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        fc.constantFrom(...statistics),
        ([inOrder, shuffled], statistic) => {
          const of = statistic === "distinct" ? ("users" as const) : null;
          const aggregate = compileAggregate({ ...plain, statistic, of, entity: "merchant" });
          const counted = [inOrder, shuffled].map((payments) => {
            const state = emptyAggregate();
            for (const payment of payments) addToAggregate(state, aggregate, payment);
            return state;
          });
          expect(counted[0]).toEqual(counted[1]);
        },
      ),
    );
  });

  it("is bounded on the busiest key, and of others says when there was no room", () => {
    const many = compileAggregate({ ...plain, statistic: "stddev", of: "amount", windowMs: 90 * DAY });
    const met = compileAggregate({ ...plain, statistic: "distinct", of: "users", windowMs: 90 * DAY });
    const [sums, users] = [emptyAggregate(), emptyAggregate()];
    for (let i = 0; i < 30_000; i++) {
      const payment = { ...anyone, at: START + i * 10 * MINUTE, user: i, cents: 100_000 + i };
      addToAggregate(sums, many, payment);
      addToAggregate(users, met, payment);
    }
    expect(JSON.stringify(sums).length).toBeLessThan(32_000);
    expect(JSON.stringify(users).length).toBeLessThan(32_000);
    expect(users.cells.length).toBe(2 * MOST_OTHERS);
    const last = START + 30_000 * 10 * MINUTE;
    expect(readAggregate(users, met, last)).toEqual({ value: MOST_OTHERS, isAtLeast: true });
    // A day holds 144, which there was room for.
    const ofDay = compileAggregate({ ...met.definition, windowMs: 90 * DAY, delayMs: 0 });
    expect(readAggregate(users, ofDay, last + 89 * DAY).isAtLeast).toBe(false);
  });

  it("is exact where floating point is not: a deviation of one cent among hundreds of millions of dollars", () => {
    const aggregate = compileAggregate({ ...plain, statistic: "stddev", of: "amount" });
    const state = emptyAggregate();
    for (const cents of [50_000_000_000, 50_000_000_001, 50_000_000_002])
      addToAggregate(state, aggregate, { ...anyone, cents });
    expect(readAggregate(state, aggregate, START).value).toBe(0.01);
  });
});

describe("a window", () => {
  it("ends so long before a payment as its delay says, and holds nothing later", () => {
    const aggregate = compileAggregate({ ...plain, delayMs: 10 * MINUTE });
    const state = emptyAggregate();
    addToAggregate(state, aggregate, anyone);
    const after = (ms: number) => readAggregate(state, aggregate, START + ms).value;
    expect([9 * MINUTE, 10 * MINUTE + 5000, 70 * MINUTE, 70 * MINUTE + 10_000].map(after)).toEqual([0, 1, 1, 0]);
  });

  it("has at most 720 tiles, and is warm once it reaches no further back than counting does", () => {
    for (const windowMs of [MINUTE, 12 * MINUTE, HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY]) {
      const definition = { ...plain, windowMs, delayMs: 3 * MINUTE };
      expect(windowMs / tileOf(definition)).toBeLessThanOrEqual(720);
      const since = START + 12_345;
      expect(reachOf(definition, warmFrom(definition, since))).toBeGreaterThanOrEqual(since);
      expect(reachOf(definition, since + windowMs)).toBeLessThan(since);
    }
  });
});

it("what a filter cannot know of a payment does not pass it", () => {
  const counts = (filter: Conditions, payment: Partial<Payment>) =>
    addToAggregate(emptyAggregate(), compileAggregate({ ...plain, filter }), { ...anyone, ...payment });
  expect(counts({ country: { operator: "not_equals", value: "UZ" } }, {})).toBe(false);
  expect(counts({ country: { operator: "not_equals", value: "UZ" } }, { country: "TR" })).toBe(true);
  expect(counts({ is_international: { operator: "equals", value: true } }, { country: "TR" })).toBe(true);
  expect(counts({ payment_method: { operator: "equals", value: "card" } }, { method: hashOf("card") })).toBe(true);
  expect(counts({ payment_method: { operator: "not_in", value: ["card"] } }, { method: null })).toBe(false);
});
