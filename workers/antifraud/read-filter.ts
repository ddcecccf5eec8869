import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Platform } from "#platform/platform";
import type { TransactionFilterQuery } from "./schemas.ts";
import { indexesOf } from "./sealed-details.ts";
import { findTransactions } from "./store.ts";
import type { TransactionFilter } from "./transaction-filter.ts";

/** What a query narrows a list to. One word that is the whole id of a payment means that payment. */
export async function readFilter(
  { sealer }: Pick<Platform, "sealer">,
  db: DrizzleD1Database,
  organizationId: string,
  query: TransactionFilterQuery,
): Promise<TransactionFilter> {
  const words = query.q?.split(/\s+/).filter(Boolean);
  const [only] = words?.length === 1 ? words : [];
  const isId = only !== undefined && (await findTransactions(db, organizationId, [only])).length > 0;
  const { device_id = null, ip_address = null } = query;
  const { deviceIndex, ipIndex } = indexesOf(sealer, organizationId, { device_id, ip_address });
  return {
    from: query.from === undefined ? undefined : Date.parse(query.from),
    to: query.to === undefined ? undefined : Date.parse(query.to),
    transactionId: isId ? only : undefined,
    deviceIndex: deviceIndex ?? undefined,
    ipIndex: ipIndex ?? undefined,
    userId: query.user_id,
    label: query.label,
    merchant: query.merchant,
    decision: query.decision,
    minScore: query.min_score,
    maxScore: query.max_score,
    minAmount: query.min_amount,
    maxAmount: query.max_amount,
    category: query.merchant_category,
    ruleId: query.rule_id,
    words: isId || words?.length === 0 ? undefined : words,
  };
}
