import type { Transaction } from "../../workers/antifraud/schemas.ts";

/** The published sample, to the letter. */
export const dubaiSample = {
  transaction_id: "TXN-2025-123456",
  user_id: "user_ali_789",
  amount: 5000000,
  currency: "UZS",
  merchant: "Apple Store Dubai",
  merchant_category: "Electronics",
  ip_address: "185.120.45.67",
  location: { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 },
  device_id: "iPhone_14_Pro_A1B2C3",
  timestamp: "2025-11-24T14:30:00Z",
  metadata: { is_international: true, payment_method: "card", card_last4: "1234" },
} satisfies Transaction;

let count = 0;

/** An everyday payment in Tashkent, with an id of its own. */
export function payment(changes: Partial<Transaction> = {}): Transaction {
  count++;
  return {
    transaction_id: `txn-${count}-${crypto.randomUUID()}`,
    user_id: "user_dilshod",
    amount: 185000,
    currency: "UZS",
    merchant: "Korzinka Chilonzor",
    merchant_category: "Groceries",
    ip_address: "213.230.66.10",
    location: { country: "UZ", city: "Tashkent", lat: 41.2995, lon: 69.2401 },
    device_id: "device-dilshod-1",
    timestamp: new Date(Date.now() - 60_000).toISOString(),
    metadata: { payment_method: "card", card_last4: "4411", card_fingerprint: "fp_dilshod_a" },
    ...changes,
  };
}

/** One by somebody never seen, so that nothing before it, nor the hour, moves its score. */
export const strangersPayment = (changes: Partial<Transaction> = {}): Transaction =>
  payment({
    user_id: `user-${crypto.randomUUID()}`,
    device_id: undefined,
    ip_address: undefined,
    metadata: undefined,
    ...changes,
  });
