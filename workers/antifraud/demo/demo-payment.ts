import type { Transaction } from "../schemas.ts";

export const demoPlaces = ["tashkent", "dubai"] as const;
export const demoDevices = ["own", "new"] as const;

/** What a visitor of the site may choose of the payment that is decided for them; nothing of it is text. */
export type DemoChoice = {
  /** Of soʻm. */
  amount: number;
  place: (typeof demoPlaces)[number];
  /** The phone that the customer always pays with, or one that was never seen. */
  device: (typeof demoDevices)[number];
};

export const demoAmounts = { least: 1000, most: 1_000_000_000 };

/** Who pays: the customer of the product's specification. */
export const demoCustomer = { user_id: "user_ali_789", device_id: "iPhone_14_Pro_A1B2C3", currency: "UZS" };
export const demoHome = {
  ip_address: "84.54.71.10",
  location: { country: "UZ", city: "Tashkent", lat: 41.3111, lon: 69.2797 },
};

const shops = {
  tashkent: { ...demoHome, merchant: "Texnomart", is_international: false },
  dubai: {
    ip_address: "185.120.45.67",
    location: { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 },
    merchant: "Apple Store Dubai",
    is_international: true,
  },
};

/** The payment of the product's specification with what a visitor chose of it, as it would be submitted. */
export function demoPayment({ amount, place, device }: DemoChoice) {
  const { merchant, ip_address, location, is_international } = shops[place];
  return {
    transaction_id: "TXN-2025-123456",
    user_id: demoCustomer.user_id,
    amount,
    currency: demoCustomer.currency,
    merchant,
    merchant_category: "Electronics",
    ip_address,
    location,
    device_id: device === "own" ? demoCustomer.device_id : "Android_13_F7E6D5",
    timestamp: "2025-11-24T14:30:00Z",
    metadata: { is_international, payment_method: "card", card_last4: "1234" },
  } satisfies Transaction;
}
