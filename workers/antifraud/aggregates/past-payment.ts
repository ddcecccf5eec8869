import { fromMinor } from "#platform/money";
import type { Sealer } from "#platform/seal";
import { describePayment, type PaymentBrief } from "../describe-payment.ts";
import type { Transaction } from "../schemas.ts";
import { FORGOTTEN, openDetails } from "../sealed-details.ts";
import type { TransactionRow } from "../store.ts";

/**
 * A stored decision's payment as the activity objects counted it, with what became of it; null where its details were erased
 * or forgotten, so that nobody can tell any more from where it came or what the issuer said.
 */
export async function pastPayment(sealer: Sealer, row: TransactionRow): Promise<PaymentBrief | null> {
  const { organizationId, transactionId } = row;
  const details = await openDetails(sealer, organizationId, transactionId, row.sealed);
  if (details === FORGOTTEN) return null;
  const { ip_address, device_id, location, metadata } = details;
  const transaction: Transaction = {
    transaction_id: transactionId,
    user_id: row.userId,
    amount: fromMinor(row.amountMinor, row.currency),
    currency: row.currency,
    merchant: row.merchant,
    merchant_category: row.merchantCategory,
    ip_address: ip_address ?? undefined,
    device_id: device_id ?? undefined,
    location: location ?? undefined,
    timestamp: new Date(row.occurredAt).toISOString(),
    metadata: metadata ?? undefined,
  };
  const brief = describePayment(organizationId, transaction, 0);
  const isRefused = row.decision === "BLOCKED" && brief.payment.outcome === "attempted";
  // The rate was that of then.
  const payment = { ...brief.payment, cents: row.amountUsdCents, ...(isRefused && { outcome: "declined" as const }) };
  return { ...brief, payment, facts: { ...brief.facts, amount: row.amountUsdCents / 100 } };
}
