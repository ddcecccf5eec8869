import { simulate } from "../../models/training/simulate.ts";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import type { Shot } from "./load.ts";

/** Payments of the simulator that name all five entities, of the last month up to now, each with an id never sent before. */
export function paymentSource(seed: number, count: number): () => Shot {
  const pool: Transaction[] = [];
  for (const { transaction } of simulate({
    seed,
    days: 30,
    customers: 5000,
    startAt: Date.now() - 31 * 24 * 3_600_000,
  })) {
    if (transaction.metadata?.card_fingerprint && transaction.device_id && transaction.ip_address)
      pool.push(transaction);
    if (pool.length === count) break;
  }
  const run = `${seed}${Date.now().toString(36)}`;
  let sent = 0;
  return () => {
    const transaction = pool[sent % pool.length]!;
    sent++;
    const body = JSON.stringify({ ...transaction, transaction_id: `bench-${run}-${sent}` });
    return { path: "/api/antifraud/transactions/submit", body };
  };
}
