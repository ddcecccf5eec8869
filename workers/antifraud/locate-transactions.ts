import type { DecisionMade } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { entityActivity, shardOf, shardsOf } from "./activities.ts";
import { findTransactions, type TransactionRow, toRow } from "./store.ts";

/**
 * The rows of an organisation's transactions by their ids, without those that it does not know. Asks the payers' objects
 * where the projection has not caught up or cannot answer.
 */
export async function locateTransactions(
  platform: Platform,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<Map<string, TransactionRow>> {
  const rows = await findTransactions(platform.db, organizationId, transactionIds).catch((failure) => {
    log("warn", "projection could not be read", describeFailure(failure));
    return [];
  });
  const located = new Map(rows.map((row) => [row.transactionId, row]));
  const missing = transactionIds.filter((id) => !located.has(id));
  const found = await Promise.all(missing.map((id) => findAtPayer(platform, organizationId, id)));
  for (const row of found) if (row) located.set(row.transactionId, row);
  return located;
}

async function findAtPayer(
  platform: Platform,
  organizationId: string,
  transactionId: string,
): Promise<TransactionRow | undefined> {
  const home = shardOf(transactionId, shardsOf(platform.env, organizationId));
  let found = await entityActivity(platform.env, organizationId, home).find(transactionId);
  if (found && "holder" in found)
    found = await entityActivity(platform.env, organizationId, found.holder).find(transactionId);
  // SAFETY: the object stored the event that makeDecision() made.
  return found && "event" in found ? toRow(JSON.parse(found.event) as DecisionMade) : undefined;
}
