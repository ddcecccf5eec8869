import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DEFAULT_START, type SimulatedEvent, simulate } from "../../models/training/simulate.ts";
import { fraudPatterns } from "../../models/training/simulator/fraud/index.ts";
import { transactionSchema } from "../../workers/antifraud/schemas.ts";
import { findCardNumbers } from "../../workers/platform/card-number.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";

const options = { seed: 1, days: 20, customers: 600, startAt: DEFAULT_START };
const events: SimulatedEvent[] = [...simulate(options)];
const frauds = events.filter(({ label }) => label === 1);

describe("simulate", () => {
  it("gives the same payments for the same seed, and others for another", () => {
    expect([...simulate(options)]).toEqual(events);
    expect([...simulate({ ...options, seed: 2 })].slice(0, 50)).not.toEqual(events.slice(0, 50));
  });

  it("keeps the order of time within the period", () => {
    const times = events.map(({ transaction }) => Date.parse(transaction.timestamp));
    expect(times.every((at, i) => i === 0 || at >= times[i - 1]!)).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(DEFAULT_START);
    expect(times.at(-1)).toBeLessThan(DEFAULT_START + (options.days + 1) * 24 * 3_600_000);
  });

  it("emits only what the wire accepts", () => {
    for (const { transaction } of events) expect(transactionSchema.safeParse(transaction).error).toBeUndefined();
  });

  it("emits nothing that could be a card number", () => {
    expect(events.flatMap(({ transaction }) => findCardNumbers(transaction))).toEqual([]);
  });

  it("names every payment once", () => {
    expect(new Set(events.map(({ transaction }) => transaction.transaction_id)).size).toBe(events.length);
  });

  it("commits fraud in about one payment of a hundred, in every pattern", () => {
    expect(frauds.length / events.length).toBeGreaterThan(0.008);
    expect(frauds.length / events.length).toBeLessThan(0.013);
    expect(new Set(frauds.map(({ pattern }) => pattern))).toEqual(new Set(fraudPatterns.map(({ name }) => name)));
  });

  it("has honest payments that look like fraud in one way", () => {
    const honest = events.filter(({ label }) => label === 0).map(({ transaction }) => transaction);
    expect(honest.some(({ location }) => location?.country === "AE")).toBe(true);
    expect(honest.some(({ metadata }) => metadata?.issuer_response === "declined")).toBe(true);
    expect(honest.some(({ amount, currency }) => currency === "UZS" && amount > 20_000_000)).toBe(true);
  });

  it("leaves out what real integrations leave out", () => {
    const share = (isThere: (transaction: SimulatedEvent["transaction"]) => boolean) =>
      events.filter(({ transaction }) => isThere(transaction)).length / events.length;
    expect(share(({ metadata }) => metadata?.card_fingerprint === undefined)).toBeCloseTo(0.15, 1);
    expect(share(({ device_id }) => device_id === undefined)).toBeGreaterThan(0.2);
    expect(share(({ location }) => location === undefined)).toBeGreaterThan(0.1);
  });
});

/** Habits of customers and of those who steal from them, each a figure; a fifth of the payments is fraud, so that patterns are many. */
function habitsOf(drifted: boolean) {
  const all = [...simulate({ ...options, fraudShare: 0.2, drifted })];
  const by = (pattern: SimulatedEvent["pattern"]) => all.filter((event) => event.pattern === pattern);
  const transactionsOf = (some: SimulatedEvent[]) => some.map(({ transaction }) => transaction);
  const share = (some: SimulatedEvent[], isSo: (transaction: SimulatedEvent["transaction"]) => boolean) =>
    transactionsOf(some).filter(isSo).length / some.length;
  const medianUsd = (some: SimulatedEvent[]) =>
    transactionsOf(some)
      .map(({ amount, currency }) => amount * usdPerUnit(currency)!)
      .sort((a, b) => a - b)[Math.floor(some.length / 2)]!;
  const isAtNight = ({ timestamp }: SimulatedEvent["transaction"]) => (new Date(timestamp).getUTCHours() + 5) % 24 < 6;
  const different = (some: SimulatedEvent[], of: (transaction: SimulatedEvent["transaction"]) => unknown) =>
    new Set(transactionsOf(some).map(of)).size;
  const honest = by(null);
  const [testing, takeover, compromise, mules, large] = fraudPatterns.map(({ name }) => by(name));
  return {
    "honest median amount": medianUsd(honest),
    "honest payments at night": share(honest, isAtNight),
    "honest payments online": share(honest, ({ merchant }) => / Online \d/.test(merchant)),
    "honest payments abroad": share(honest, ({ metadata }) => metadata?.is_international === true),
    "honest withdrawals of cash": share(honest, (it) => it.merchant_category === "Cash Withdrawal"),
    "honest devices": different(honest, ({ device_id }) => device_id),
    "declined card tests": share(testing!, ({ metadata }) => metadata?.issuer_response === "declined"),
    "takeovers at night": share(takeover!, isAtNight),
    "median amount of takeovers": medianUsd(takeover!),
    "median amount after a compromise": medianUsd(compromise!),
    "cards a mule": different(mules!, (it) => it.metadata?.card_fingerprint) / different(mules!, (it) => it.user_id),
    "median of the high amounts": medianUsd(large!),
  };
}

describe("the drift of behaviour", () => {
  // The shipped model was trained on these payments: who changes the simulation trains anew, and takes the new hash.
  it("leaves the usual simulation as it is, byte by byte", () => {
    const lines = [...simulate({ ...options, days: 6, customers: 300 })].map((event) => `${JSON.stringify(event)}\n`);
    expect(createHash("sha256").update(lines.join("")).digest("hex")).toBe(
      "05a79fb62e18b65dc75f26a1700d2acfb4156b5442fc60490148869593d1950b",
    );
  });

  const usual = habitsOf(false);
  const drifted = habitsOf(true);

  it.each<[keyof typeof usual, least: number, most: number]>([
    ["honest median amount", 1.1, 1.5],
    ["honest payments at night", 1.4, 2.2],
    ["honest payments online", 1.1, 1.5],
    ["honest payments abroad", 1.1, 1.7],
    ["honest withdrawals of cash", 0.3, 0.7],
    ["honest devices", 1.03, 1.4],
    ["declined card tests", 0.5, 0.9],
    ["takeovers at night", 0.1, 0.6],
    ["median amount of takeovers", 0.4, 0.8],
    ["median amount after a compromise", 0.4, 0.9],
    ["cards a mule", 0.4, 0.8],
    ["median of the high amounts", 0.2, 0.5],
  ])("takes the %s to between %f and %f times the usual", (habit, least, most) => {
    const ratio = drifted[habit] / usual[habit];
    expect(ratio).toBeGreaterThan(least);
    expect(ratio).toBeLessThan(most);
  });

  it("emits only what the wire accepts", () => {
    for (const { transaction } of simulate({ ...options, days: 6, drifted: true }))
      expect(transactionSchema.safeParse(transaction).error).toBeUndefined();
  });
});
