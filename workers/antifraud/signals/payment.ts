/** How an attempt ended, as far as it is known: a decline is evidence, a failure of some system is noise. */
export type Outcome = "attempted" | "declined" | "failed";

/**
 * A payment as the signals see it. Identifiers are 53-bit hashes, since state needs to compare them, never to show them.
 * Money is in whole US cents, so that sums are exact in any order.
 */
export type Payment = {
  id: string;
  /** A hash of the id, by which state knows it. */
  key: number;
  /** The payment's own time, epoch milliseconds. */
  at: number;
  cents: number;
  /** The card, or the user where no card is named. */
  payer: number;
  /** Whoever pays, also where a card is named. */
  user: number;
  hasCard: boolean;
  merchant: number;
  category: number;
  currency: string;
  method: number | null;
  /** As the sender says; see `isAbroad`. */
  isInternational: boolean | null;
  device: number | null;
  ip: number | null;
  country: string | null;
  city: string | null;
  lat: number | null;
  lon: number | null;
  outcome: Outcome;
};

/** A 53-bit hash of an identifier (cyrb53, public domain): collisions among the 256 ids of one ring are one in 10^11. */
export function hashOf(text: string): number {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
