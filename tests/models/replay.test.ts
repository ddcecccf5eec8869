import { describe, expect, it } from "vitest";
import { Activity } from "../../models/training/activity.ts";

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

const DAY = 24 * 3_600_000;

describe("replay", () => {
  it("reads what was before a payment, never the payment itself", () => {
    const activity = new Activity(7 * DAY);
    const first = activity.replay(payment("a", "2025-06-01T10:00:00Z")).features;
    const second = activity.replay(payment("b", "2025-06-01T10:05:00Z")).features;
    expect([first.payer_count_1h, first.device_count_1h, first.user_count_1h, first.merchant_count_1h]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([second.payer_count_1h, second.device_count_1h, second.user_count_1h, second.merchant_count_1h]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("gives the user's history to a payment that names no card", () => {
    const activity = new Activity(7 * DAY);
    activity.replay(payment("a", "2025-06-01T10:00:00Z")).features;
    const { metadata: _, ...cardless } = payment("b", "2025-06-01T10:05:00Z");
    expect(activity.replay(cardless).features).toMatchObject({ has_card: 0, payer_count_1h: 1, user_count_1h: 1 });
  });
});
