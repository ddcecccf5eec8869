import { type DemoChoice, demoPayment } from "../../workers/antifraud/demo/demo-payment.ts";
import type { DecisionName } from "./api-types.ts";

/** The payment of the product's specification: what the landing page, the docs and the empty list show. */
export const samplePayment = demoPayment({ amount: 5_000_000, place: "dubai", device: "own" });

/** A command that submits the shortest payment to the given origin; the key comes from the reader's own shell. */
export function submitCommand(origin: string): string {
  return `curl ${origin}/api/antifraud/transactions/submit \\
  -H "authorization: Bearer $API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"transaction_id":"TXN-1","user_id":"user_1",
       "amount":184000,"currency":"UZS","merchant":"Korzinka",
       "timestamp":"${new Date().toISOString()}"}'`;
}

type LedgerEntry = { choice: DemoChoice; score: number; decision: DecisionName };

/** Payments that the landing page asks the public demo about, with what it answered when they were recorded; a test asks again. */
export const ledger: readonly LedgerEntry[] = [
  { choice: { amount: 184_000, place: "tashkent", device: "own" }, score: 97, decision: "APPROVED" },
  { choice: { amount: 6_490_000, place: "tashkent", device: "own" }, score: 135, decision: "APPROVED" },
  { choice: { amount: 1_490_000, place: "tashkent", device: "new" }, score: 306, decision: "APPROVED" },
  { choice: { amount: 184_000, place: "dubai", device: "own" }, score: 389, decision: "APPROVED" },
  { choice: { amount: 5_000_000, place: "dubai", device: "own" }, score: 550, decision: "UNDER_REVIEW" },
  { choice: { amount: 1_490_000, place: "dubai", device: "new" }, score: 954, decision: "BLOCKED" },
];
