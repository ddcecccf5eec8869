import { describe, expect, it } from "vitest";
import { DEFAULT_START, type SimulatedEvent, simulate } from "../../models/training/simulate.ts";
import { fraudPatterns } from "../../models/training/simulator/fraud/index.ts";
import { transactionSchema } from "../../workers/antifraud/schemas.ts";
import { findCardNumbers } from "../../workers/platform/card-number.ts";

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
