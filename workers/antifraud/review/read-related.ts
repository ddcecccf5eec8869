import { fromMinor } from "#platform/money";
import type { Platform } from "#platform/platform";
import { ERASED } from "#platform/subject";
import { transactionNotFound } from "../errors.ts";
import { listReports } from "../label-store.ts";
import { locateTransactions } from "../locate-transactions.ts";
import { indexesOf, openDetails } from "../sealed-details.ts";
import { countLinked, type Link, type LinkedRow, listLinked } from "./related-store.ts";
import type { Related } from "./schemas.ts";

/**
 * What else was paid with the card, from the device or address, by the payer and at the merchant of a transaction. Devices and
 * addresses themselves stay sealed: they are compared by keyed hashes.
 */
export async function readRelated(platform: Platform, organizationId: string, transactionId: string): Promise<Related> {
  const { db, sealer } = platform;
  const row = (await locateTransactions(platform, organizationId, [transactionId])).get(transactionId);
  if (!row) throw transactionNotFound();
  const details = await openDetails(sealer, organizationId, transactionId, row.sealed);
  const { deviceIndex, ipIndex } = indexesOf(sealer, organizationId, details);
  const shared: { by: Link; value: string | null }[] = [
    { by: "card", value: row.payer.startsWith("card:") ? row.payer : null },
    { by: "device", value: deviceIndex },
    { by: "ip", value: ipIndex },
    // Whoever was erased is nobody any more, and not one payer together.
    { by: "user", value: row.userId === ERASED ? null : row.userId },
    { by: "merchant", value: row.merchant },
  ];
  const found = await Promise.all(
    shared.flatMap(({ by, value }) => {
      if (value === null) return [];
      const what = { organizationId, by, value, except: transactionId };
      return [Promise.all([by, countLinked(db, what), listLinked(db, what)] as const)];
    }),
  );
  const ids = [...new Set(found.flatMap(([, , rows]) => rows.map((linked) => linked.transactionId)))];
  const isFraud = new Map<string, boolean>();
  // Newest first, so that of several reports the newest is set last.
  for (const report of (await listReports(db, organizationId, ids)).toReversed())
    isFraud.set(report.transactionId, report.isFraud);
  return {
    links: found.map(([by, count, rows]) => ({
      by,
      count,
      transactions: rows.map((linked) => toLinked(linked, isFraud.get(linked.transactionId) ?? null)),
    })),
  };
}

const toLinked = (row: LinkedRow, is_fraud: boolean | null) => ({
  transaction_id: row.transactionId,
  user_id: row.userId,
  amount: fromMinor(row.amountMinor, row.currency),
  currency: row.currency,
  amount_usd: row.amountUsdCents / 100,
  merchant: row.merchant,
  decision: row.decision,
  risk_score: row.riskScore,
  is_fraud,
  timestamp: new Date(row.occurredAt).toISOString(),
  created_at: new Date(row.createdAt).toISOString(),
});
