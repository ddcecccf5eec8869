import { describe, expect, it } from "vitest";
import { Activity } from "../../models/training/activity.ts";
import {
  addToTail,
  countFraud,
  delayedRisk,
  FRAUD,
  type Frauds,
  LEGITIMATE,
  labelInTail,
  readFrauds,
  readTail,
  type Tail,
} from "../../workers/antifraud/signals/labels.ts";
import { addToTiles, emptyTiles } from "../../workers/antifraud/signals/tiles.ts";
import { DAY } from "../../workers/antifraud/signals/windows.ts";

const START = Date.parse("2026-03-01T00:00:00Z");
const at = (days: number) => START + days * DAY;

describe("the tail of an entity's payments", () => {
  const tailOf = (...payments: [day: number, key: number][]) => {
    const tail: Tail = [];
    for (const [day, key] of payments) addToTail(tail, at(day), key);
    return tail;
  };

  it("says nothing where no end is known", () => {
    expect(readTail(tailOf([9, 1], [9.5, 2]), at(10), 7 * DAY)).toEqual({
      lastLabel: null,
      streak: null,
      streakDays: null,
    });
  });

  it("takes what nobody reported for legitimate once its label is due", () => {
    const tail = tailOf([0, 1], [9, 2]);
    expect(readTail(tail, at(6), 7 * DAY).lastLabel).toBeNull();
    expect(readTail(tail, at(10), 7 * DAY)).toEqual({ lastLabel: 0, streak: 0, streakDays: null });
  });

  it("counts frauds in a row from the newest known end on, over payments of which nothing is known", () => {
    const tail = tailOf([0, 1], [3, 2], [4, 3], [9, 4]);
    for (const key of [2, 3]) labelInTail(tail, key, FRAUD);
    expect(readTail(tail, at(10), 7 * DAY)).toEqual({ lastLabel: 1, streak: 2, streakDays: 7 });
    labelInTail(tail, 4, LEGITIMATE);
    expect(readTail(tail, at(10), 7 * DAY)).toEqual({ lastLabel: 0, streak: 0, streakDays: null });
  });

  it("keeps its order whatever comes late, and sees nothing after the payment that asks", () => {
    const tail = tailOf([5, 5], [1, 1], [3, 3]);
    expect([tail[1], tail[4], tail[7]]).toEqual([1, 3, 5]);
    labelInTail(tail, 5, FRAUD);
    expect(readTail(tail, at(4), DAY).lastLabel).toBe(0);
  });
});

describe("known frauds", () => {
  it("are counted by the days of their payments, and taken back", () => {
    const frauds: Frauds = [];
    countFraud(frauds, at(1.5), 1);
    countFraud(frauds, at(1.7), 1);
    countFraud(frauds, at(0), 1);
    expect(readFrauds(frauds, at(2))).toEqual({ frauds28d: 3, daysSince: expect.closeTo(0.3) });
    countFraud(frauds, at(1.7), -1);
    expect(readFrauds(frauds, at(2)).frauds28d).toBe(2);
    expect(readFrauds(frauds, at(29.5)).frauds28d).toBe(1);
  });

  it("make a risk of the payments whose labels are due, drawn towards the usual", () => {
    const tiles = emptyTiles();
    for (let day = 0; day < 20; day++) addToTiles(tiles, { at: at(day), cents: 100, outcome: "attempted" });
    const frauds: Frauds = [];
    countFraud(frauds, at(11), 1);
    const risk = (days: number) => delayedRisk(tiles.days, frauds, at(20.5), days, 7 * DAY);
    expect(risk(7)).toEqual({ risk: (1 + 0.1) / (7 + 10), labelled: 7 });
    expect(risk(1)).toEqual({ risk: 0.1 / 11, labelled: 1 });
    // What is known before it is due counts at once.
    countFraud(frauds, at(19), 1);
    expect(risk(1)).toEqual({ risk: (1 + 0.1) / (2 + 10), labelled: 2 });
  });
});

describe("labels in a replay", () => {
  const payment = (id: string, day: number) => ({
    transaction_id: id,
    user_id: `user_${id}`,
    amount: 10,
    currency: "USD",
    merchant: "Shop",
    timestamp: new Date(at(day)).toISOString(),
  });

  it("are seen by the first payment after they are due, not before", () => {
    const activity = new Activity(7 * DAY);
    const { brief } = activity.replay(payment("a", 0));
    activity.reportFraud(brief, null);
    expect(activity.replay(payment("b", 6.9)).features).toMatchObject({
      merchant_frauds_28d: 0,
      merchant_last_label: null,
    });
    expect(activity.replay(payment("c", 7)).features).toMatchObject({
      merchant_frauds_28d: 1,
      merchant_last_label: 1,
      merchant_fraud_streak: 1,
      merchant_streak_days: 7,
      merchant_days_since_fraud: 7,
    });
  });

  it("come when the file says that they became known", () => {
    const activity = new Activity(7 * DAY);
    for (const [id, knownAt] of [
      ["late", at(3)],
      ["early", at(1)],
    ] as const)
      activity.reportFraud(activity.replay(payment(id, 0)).brief, knownAt);
    expect(activity.replay(payment("c", 2)).features.merchant_frauds_28d).toBe(1);
    expect(activity.replay(payment("d", 4)).features.merchant_frauds_28d).toBe(2);
  });
});
