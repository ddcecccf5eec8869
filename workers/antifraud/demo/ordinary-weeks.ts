import type { Transaction } from "../schemas.ts";
import { demoCustomer, demoHome, demoPayment } from "./demo-payment.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const habits = [
  { merchant: "Korzinka Chilonzor", merchant_category: "Groceries", amount: 3_312_000 },
  { merchant: "Yandex Go", merchant_category: "Transport", amount: 495_000 },
  { merchant: "Bellissimo Pizza", merchant_category: "Restaurants", amount: 1_728_000 },
  { merchant: "Beeline", merchant_category: "Telecom", amount: 810_000 },
  { merchant: "Safia", merchant_category: "Restaurants", amount: 684_000 },
  { merchant: "Makro", merchant_category: "Groceries", amount: 4_158_000 },
] as const;

/** Six weeks of the customer's ordinary days in Tashkent, two payments a day, up to the day before the demo payment. */
export function ordinaryWeeks(): Transaction[] {
  const { timestamp } = demoPayment({ amount: 1, place: "tashkent", device: "own" });
  const start = Date.parse(timestamp) - 43 * DAY_MS;
  return Array.from({ length: 86 }, (_, index) => {
    const day = Math.floor(index / 2);
    const isEvening = index % 2;
    return {
      ...demoCustomer,
      ...demoHome,
      transaction_id: `TXN-2025-habit-${index}`,
      ...habits[index % habits.length]!,
      timestamp: new Date(start + day * DAY_MS + (isEvening * 6 + (day % 4) - 10) * HOUR_MS).toISOString(),
      metadata: { is_international: false, payment_method: "card", card_last4: "1234" },
    };
  });
}
