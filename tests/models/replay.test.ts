import { describe, expect, it } from "vitest";
import { type Activity, replay, toRow } from "../../models/training/features.ts";
import { DEFAULT_START, simulate } from "../../models/training/simulate.ts";
import { featureNames } from "../../workers/antifraud/signals/features.ts";

const payment = (transaction_id: string, timestamp: string) => ({
  transaction_id,
  user_id: "user_1",
  amount: 120_000,
  currency: "UZS",
  merchant: "Baraka Groceries",
  device_id: "device_1",
  timestamp,
  metadata: { card_fingerprint: "fp_1" },
});

describe("replay", () => {
  it("reads what was before a payment, never the payment itself", () => {
    const activity: Activity = new Map();
    const first = replay(activity, payment("a", "2025-06-01T10:00:00Z"));
    const second = replay(activity, payment("b", "2025-06-01T10:05:00Z"));
    expect([first.payer_count_1h, first.device_count_1h, first.user_count_1h, first.merchant_count_1h]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([second.payer_count_1h, second.device_count_1h, second.user_count_1h, second.merchant_count_1h]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("gives the user's history to a payment that names no card", () => {
    const activity: Activity = new Map();
    replay(activity, payment("a", "2025-06-01T10:00:00Z"));
    const { metadata: _, ...cardless } = payment("b", "2025-06-01T10:05:00Z");
    expect(replay(activity, cardless)).toMatchObject({ has_card: 0, payer_count_1h: 1, user_count_1h: 1 });
  });

  it("writes a cell for every feature, empty where it is missing", () => {
    const activity: Activity = new Map();
    for (const event of simulate({ seed: 3, days: 2, customers: 50, startAt: DEFAULT_START })) {
      const features = replay(activity, event.transaction);
      const cells = toRow(event, features).split(",").slice(4);
      expect(cells.map((cell) => (cell === "" ? null : Number(cell)))).toEqual(
        featureNames.map((name) => features[name] ?? null),
      );
    }
  });
});
