import { queryOf } from "../paths.ts";

export type CountName = "transactions" | "calls";

/** What somebody chose; volumes a month as they were typed. */
export type Choice = { products: readonly string[]; transactions: string; calls: string };

/** More than any bank of the region sees in a month. */
export const MOST_UNITS = 100_000_000;

const initial: Choice = { products: ["antifraud"], transactions: "50000", calls: "5000" };

/** The choice that an address tells, with what a newcomer sees for the rest. */
export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search);
  return {
    products: query.get("products")?.split(",") ?? initial.products,
    transactions: query.get("transactions")?.slice(0, 20) ?? initial.transactions,
    calls: query.get("calls")?.slice(0, 20) ?? initial.calls,
  };
}

/** The query that tells a choice again. */
export const queryOfChoice = ({ products, transactions, calls }: Choice): string =>
  queryOf({ products: products.join(",") || "none", transactions, calls });

/** A whole number of units however its thousands are set apart, or undefined. */
export function readCount(typed: string): number | undefined {
  const digits = typed.replaceAll(/[\s,.'’]/g, "");
  const count = /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
  return count <= MOST_UNITS ? count : undefined;
}
