import type { LabelsReported } from "#platform/events";
import type { Platform } from "#platform/platform";
import { entityActivity, shardOf, shardsOf } from "./activities.ts";
import { describePayment } from "./describe-payment.ts";
import { type LabelRow, listReports } from "./label-store.ts";
import { locateTransactions } from "./locate-transactions.ts";
import { observedEntities } from "./observe-entity.ts";
import { openDetails } from "./sealed-details.ts";
import type { Payment } from "./signals/payment.ts";
import type { TransactionRow } from "./store.ts";

/** How a payment turned out, for entities of one shard. Newer reports replace older ones, in whatever order they come. */
export type LabelNotice = {
  transactionId: string;
  payment: Pick<Payment, "key" | "at">;
  names: string[];
  isFraud: boolean;
  reportedAt: number;
  receivedAt: number;
};

/** Tells the entities of labelled transactions how they turned out, by the newest report of each. Repeats change nothing. */
export async function applyLabels(platform: Platform, events: readonly LabelsReported[]): Promise<void> {
  for (const [organizationId, own] of Map.groupBy(events, (event) => event.organizationId)) {
    const ids = [...new Set(own.flatMap(({ transactionIds }) => transactionIds))];
    const [located, reports] = await Promise.all([
      locateTransactions(platform, organizationId, ids),
      listReports(platform.db, organizationId, ids),
    ]);
    const newest = new Map<string, LabelRow>();
    for (const report of reports) if (!newest.has(report.transactionId)) newest.set(report.transactionId, report);
    const shards = shardsOf(platform.env, organizationId);
    const byShard = new Map<number, LabelNotice[]>();
    for (const { transactionId, isFraud, reportedAt, receivedAt } of newest.values()) {
      const row = located.get(transactionId);
      if (!row) throw new Error("A labelled transaction could not be located");
      const { payment, names } = await entitiesOf(platform, row);
      for (const [shard, here] of Map.groupBy(names, (name) => shardOf(name, shards))) {
        const notice = { transactionId, payment, names: here, isFraud, reportedAt, receivedAt };
        byShard.set(shard, [...(byShard.get(shard) ?? []), notice]);
      }
    }
    await Promise.all(
      [...byShard].map(([shard, notices]) => entityActivity(platform.env, organizationId, shard).label(notices)),
    );
  }
}

/** Who took part in a transaction, as its object counted it. */
async function entitiesOf(platform: Platform, row: TransactionRow) {
  const { organizationId, transactionId } = row;
  const { ip_address, device_id, metadata } = await openDetails(
    platform.sealer,
    organizationId,
    transactionId,
    row.sealed,
  );
  const brief = describePayment(
    organizationId,
    {
      transaction_id: transactionId,
      user_id: row.userId,
      amount: 0,
      currency: row.currency,
      merchant: row.merchant,
      timestamp: new Date(row.occurredAt).toISOString(),
      ...(ip_address !== null && { ip_address }),
      ...(device_id !== null && { device_id }),
      ...(metadata !== null && { metadata }),
    },
    0,
  );
  const names = [brief.entities.payer, ...observedEntities(brief).map(({ name }) => name)];
  return { payment: { key: brief.payment.key, at: brief.payment.at }, names };
}
