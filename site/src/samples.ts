import { demoPayment } from "../../workers/antifraud/demo/demo-payment.ts";
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

type LedgerEntry = {
  merchant: string;
  place: "tashkent" | "dubai";
  time: string;
  amount: number;
  currency: string;
  score: number;
  decision: DecisionName;
};

/** A day of payments with the scores that the running product gave them: five of one customer, the last of a stranger. */
export const ledger: LedgerEntry[] = [
  {
    merchant: "Korzinka Chilonzor",
    place: "tashkent",
    time: "08:12",
    amount: 184000,
    currency: "UZS",
    score: 89,
    decision: "APPROVED",
  },
  {
    merchant: "Yandex Go",
    place: "tashkent",
    time: "09:02",
    amount: 27500,
    currency: "UZS",
    score: 79,
    decision: "APPROVED",
  },
  {
    merchant: "Texnomart",
    place: "tashkent",
    time: "13:40",
    amount: 6490000,
    currency: "UZS",
    score: 135,
    decision: "APPROVED",
  },
  {
    merchant: "Bellissimo Pizza",
    place: "tashkent",
    time: "15:05",
    amount: 96000,
    currency: "UZS",
    score: 78,
    decision: "APPROVED",
  },
  {
    merchant: "Apple Store Dubai",
    place: "dubai",
    time: "19:30",
    amount: 5000000,
    currency: "UZS",
    score: 550,
    decision: "UNDER_REVIEW",
  },
  {
    merchant: "Luxury Goods",
    place: "dubai",
    time: "23:51",
    amount: 50000,
    currency: "USD",
    score: 890,
    decision: "BLOCKED",
  },
];
