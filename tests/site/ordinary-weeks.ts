import { samplePayment } from "../../site/src/samples.ts";

const habits = [
  { merchant: "Korzinka Chilonzor", merchant_category: "Groceries", amount: 3_312_000 },
  { merchant: "Yandex Go", merchant_category: "Transport", amount: 495_000 },
  { merchant: "Bellissimo Pizza", merchant_category: "Restaurants", amount: 1_728_000 },
  { merchant: "Beeline", merchant_category: "Telecom", amount: 810_000 },
  { merchant: "Safia", merchant_category: "Restaurants", amount: 684_000 },
  { merchant: "Makro", merchant_category: "Groceries", amount: 4_158_000 },
];

/** Six weeks of a customer's ordinary days in Tashkent, two payments a day, up to the day before the sample payment. */
export function ordinaryWeeks(): object[] {
  const start = Date.parse(samplePayment.timestamp) - 43 * 86_400_000;
  return Array.from({ length: 86 }, (_, index) => {
    const day = Math.floor(index / 2);
    const isEvening = index % 2;
    return {
      transaction_id: `TXN-2025-habit-${index}`,
      user_id: samplePayment.user_id,
      currency: samplePayment.currency,
      device_id: samplePayment.device_id,
      ...habits[index % habits.length],
      ip_address: "84.54.71.10",
      location: { country: "UZ", city: "Tashkent", lat: 41.3111, lon: 69.2797 },
      timestamp: new Date(start + day * 86_400_000 + (isEvening * 6 + (day % 4) - 10) * 3_600_000).toISOString(),
      metadata: { is_international: false, payment_method: "card", card_last4: "1234" },
    };
  });
}
