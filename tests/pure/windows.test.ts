import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../models/training/simulate.ts";
import { describePayment } from "../../workers/antifraud/describe-payment.ts";
import type { Payment } from "../../workers/antifraud/signals/payment.ts";
import { addToRing, emptyRing, RING_CAPACITY, type Ring, readRing } from "../../workers/antifraud/signals/ring.ts";
import { countSeen, remember, type Seen } from "../../workers/antifraud/signals/seen.ts";
import { addToTiles, emptyTiles, readTiles } from "../../workers/antifraud/signals/tiles.ts";
import { HORIZON_MS, windows } from "../../workers/antifraud/signals/windows.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";
import { oracleWindows } from "./oracle.ts";

const tileOf = (name: string) =>
  ({ "1h": 60_000, "24h": 3_600_000, "7d": 86_400_000, "30d": 86_400_000 })[name] ?? 1000;
const exact = () => 1;
const START = Date.parse("2026-03-01T00:00:00Z");

/** Payments of the simulator as the signals see them, in time order. */
function replayed(count: number): { payment: Payment; payer: string; merchant: string }[] {
  const rows = [];
  for (const { transaction } of simulate({ seed: 11, days: 60, customers: 1200, startAt: START })) {
    const { payment, entities } = describePayment("org", transaction, usdPerUnit(transaction.currency) ?? 1);
    rows.push({ payment, payer: entities.payer, merchant: entities.merchant });
    if (rows.length === count) break;
  }
  return rows;
}

/** Keeps only what the longest window can still reach, so that the oracle stays brute and yet ends. */
function historyOf(all: Map<string, Payment[]>, name: string, at: number): Payment[] {
  const kept = (all.get(name) ?? []).filter((other) => other.at >= at - HORIZON_MS - 86_400_000);
  all.set(name, kept);
  return kept;
}

describe("windows over 50,000 replayed payments", () => {
  const rows = replayed(50_000);

  it("replays as many as it says", () => expect(rows.length).toBe(50_000));

  it("equal a brute-force count for every payer", () => {
    const rings = new Map<string, Ring>();
    const all = new Map<string, Payment[]>();
    for (const { payment, payer } of rows) {
      const ring = rings.get(payer) ?? emptyRing();
      rings.set(payer, ring);
      const history = historyOf(all, payer, payment.at);
      const read = readRing(ring, payment);
      const oracle = oracleWindows(history.slice(-RING_CAPACITY), payment.at, exact);
      for (const { name } of windows) expect(read[name]).toMatchObject(oracle[name]!);
      addToRing(ring, payment);
      history.push(payment);
    }
  });

  it("equal a brute-force count in whole tiles for every merchant", () => {
    const tiles = new Map<string, ReturnType<typeof emptyTiles>>();
    const all = new Map<string, Payment[]>();
    let compared = 0;
    for (const { payment, merchant } of rows) {
      const own = tiles.get(merchant) ?? emptyTiles();
      tiles.set(merchant, own);
      const history = historyOf(all, merchant, payment.at);
      // A busy merchant's oracle is the slow part: every tenth of its payments is compared.
      if (history.length % 10 === 0) {
        const oracle = oracleWindows(history, payment.at, tileOf);
        const read = readTiles(own, payment.at);
        for (const { name } of windows) {
          const { count, sum, max, declines, failures } = oracle[name]!;
          expect(read[name], name).toEqual({ count, sum, max, declines, failures });
        }
        compared++;
      }
      addToTiles(own, payment);
      history.push(payment);
    }
    expect(compared).toBeGreaterThan(4_000);
  });
});

const anyPayment = fc.record({
  at: fc.integer({ min: 0, max: 40 * 86_400 }).map((second) => START + second * 1000),
  cents: fc.integer({ min: 1, max: 1_000_000 }),
  payer: fc.integer({ min: 1, max: 4 }),
  merchant: fc.integer({ min: 1, max: 5 }),
  device: fc.option(fc.integer({ min: 1, max: 3 })),
  outcome: fc.constantFrom("attempted" as const, "declined" as const, "failed" as const),
});
const numbered = fc.array(anyPayment, { maxLength: 60 }).map((list) =>
  list.map(
    (one, index): Payment => ({
      id: `p${index}`,
      key: index + 1,
      user: 1,
      hasCard: true,
      currency: "USD",
      method: null,
      isInternational: null,
      category: 1,
      ip: null,
      country: null,
      city: null,
      lat: null,
      lon: null,
      ...one,
    }),
  ),
);

describe("windows of payments that arrive in any order", () => {
  it("count what arrived before and lies before, each once", () => {
    fc.assert(
      fc.property(numbered, (payments) => {
        const ring = emptyRing();
        const arrived: Payment[] = [];
        for (const payment of payments) {
          const newest = Math.max(payment.at, ...arrived.map(({ at }) => at));
          const reachable = arrived.filter(
            ({ at }) => at >= Math.max(...arrived.map((other) => other.at)) - HORIZON_MS,
          );
          const read = readRing(ring, payment);
          const oracle = oracleWindows(reachable, payment.at, exact);
          for (const { name } of windows) expect(read[name]).toMatchObject(oracle[name]!);
          addToRing(ring, payment);
          expect(addToRing(ring, payment)).toBe(payment.at < newest - HORIZON_MS);
          arrived.push(payment);
          expect(ring.at).toEqual([...ring.at].sort((a, b) => a - b));
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("never hold more than the ring's capacity, and keep the newest", () => {
    const ring = emptyRing();
    const base = {
      category: 1,
      ip: null,
      country: null,
      city: null,
      lat: null,
      lon: null,
      cents: 1,
      payer: 1,
      merchant: 1,
      user: 1,
      hasCard: true,
      currency: "USD",
      method: null,
      isInternational: null,
      device: null,
      outcome: "attempted" as const,
    };
    for (let i = 0; i < RING_CAPACITY + 50; i++)
      addToRing(ring, { ...base, id: `p${i}`, key: i, at: START + i * 1000 });
    for (const list of Object.values(ring)) expect(list.length).toBe(RING_CAPACITY);
    expect(ring.key[0]).toBe(50);
  });

  it("count each different other once, and forget the least recent first", () => {
    const seen: Seen = [];
    for (const [id, at] of [
      [1, 10],
      [2, 20],
      [1, 30],
      [3, 5],
    ] as const)
      remember(seen, id, at, 3);
    expect(seen).toEqual([3, 5, 2, 20, 1, 30]);
    expect(countSeen(seen, 30, 15)).toBe(2);
    remember(seen, 4, 40, 3);
    expect(seen).toEqual([2, 20, 1, 30, 4, 40]);
  });
});
