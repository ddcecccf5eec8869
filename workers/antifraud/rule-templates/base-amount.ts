/**
 * The base calculation amount of Uzbekistan in soums, by the day from which it holds. As decrees of the President set it; to be
 * checked against them, and sent by callers who know a newer one.
 */
const amounts = [
  { from: "2023-12-01", amount: 340_000 },
  { from: "2024-10-01", amount: 375_000 },
  { from: "2025-08-01", amount: 412_000 },
] as const;

export type BaseAmount = { amount: number; from: string };

/** The amount that holds on a day, written `2026-11-27`; the oldest that is known before all of them. */
export const baseAmountOn = (day: string): BaseAmount => amounts.findLast(({ from }) => from <= day) ?? amounts[0];
