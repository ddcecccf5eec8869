import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { type LabelsReported, type PlatformEvent, publishTogether } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { labelsUnavailable } from "./errors.ts";
import { findReports, insertReports, keyOf, type LabelRow } from "./label-store.ts";
import { locateTransactions } from "./locate-transactions.ts";
import { subjectsOf } from "./privacy/subjects.ts";
import type { LabelReport, LabelResult } from "./schemas.ts";
import { sealNote } from "./sealed-details.ts";
import type { TransactionRow } from "./store.ts";

const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Takes reports of how payments turned out, each once by the id that its source gave it. What is taken is durable and on
 * its way to the entities' risk; sent again, it sets out again.
 */
export async function reportLabels(
  platform: Platform,
  caller: Caller,
  reports: readonly LabelReport[],
  requestId: string,
): Promise<LabelResult[]> {
  const { organizationId } = caller;
  const located = await locateTransactions(platform, organizationId, [
    ...new Set(reports.map(({ transaction_id }) => transaction_id)),
  ]);
  refuseImpossibleTimes(reports, located, businessNow(platform));
  const sources = reports.map(({ source, source_id }) => ({ source, sourceId: source_id }));
  const known = new Map((await findReports(platform.db, organizationId, sources)).map((row) => [keyOf(row), row]));
  const fresh: LabelRow[] = [];
  const results: LabelResult[] = [];
  for (const report of reports) {
    const { source, source_id, transaction_id } = report;
    const transaction = located.get(transaction_id);
    const before = known.get(keyOf({ source, sourceId: source_id }));
    if (transaction && !before) {
      const row = await toRow(platform, caller, report, transaction);
      known.set(keyOf(row), row);
      fresh.push(row);
    }
    const status = !transaction
      ? "unknown_transaction"
      : !before
        ? "recorded"
        : before.transactionId === transaction_id
          ? "duplicate"
          : "conflict";
    results.push({ source, source_id, transaction_id, status });
  }
  if (fresh.length > 0) {
    const target = fresh.length === 1 ? fresh[0]!.transactionId : `${fresh.length} transactions`;
    const audit = { organizationId, actor: caller, action: "transaction.labelled" as const, target, requestId };
    await platform.db.batch([insertReports(platform.db, fresh), auditInsert(platform.db, auditOf(platform, audit))]);
  }
  const taken = results.filter(({ status }) => status === "recorded" || status === "duplicate");
  const keys = new Set(taken.map(({ source, source_id }) => keyOf({ source, sourceId: source_id })));
  await sendOut(
    platform,
    organizationId,
    [...keys].map((key) => known.get(key)!),
  );
  return results;
}

/** Lets the entities of labelled transactions know, and whoever else follows how payments turn out; `others` go with it. */
export async function sendOut(
  platform: Platform,
  organizationId: string,
  rows: readonly LabelRow[],
  others: readonly PlatformEvent[] = [],
): Promise<void> {
  if (rows.length === 0) return;
  try {
    await publishTogether(platform.env, [labelsReported(organizationId, rows), ...others]);
  } catch (failure) {
    log("error", "labels not sent out", describeFailure(failure));
    throw labelsUnavailable({ headers: { "retry-after": "1" } });
  }
}

/** What is told of reports. */
export function labelsReported(organizationId: string, rows: readonly LabelRow[]): LabelsReported {
  const transactionIds = [...new Set(rows.map(({ transactionId }) => transactionId))];
  const reports = rows.map(({ transactionId, source, sourceId, isFraud, reportedAt, receivedAt }) => ({
    transactionId,
    source,
    sourceId,
    isFraud,
    reportedAt,
    receivedAt,
  }));
  return { type: "antifraud.labels_reported", organizationId, transactionIds, reports };
}

/** A label that is older than its payment, or not there yet, is a mistake of the source's clock or of its ids. */
function refuseImpossibleTimes(
  reports: readonly LabelReport[],
  located: ReadonlyMap<string, TransactionRow>,
  now: number,
): void {
  const errors = reports.flatMap(({ reported_at, transaction_id }, index) => {
    if (reported_at === undefined) return [];
    const at = Date.parse(reported_at);
    const path = `labels.${index}.reported_at`;
    if (at > now + CLOCK_SKEW_MS) return [{ path, message: "Lies in the future" }];
    const paidAt = located.get(transaction_id)?.occurredAt;
    return paidAt !== undefined && at < paidAt ? [{ path, message: "Is before the payment itself" }] : [];
  });
  if (errors.length > 0) throw invalidRequest({ errors });
}

async function toRow(
  platform: Platform,
  caller: Caller,
  { source, source_id, reported_at, note }: LabelReport,
  transaction: TransactionRow,
): Promise<LabelRow> {
  const { organizationId, transactionId, occurredAt } = transaction;
  const receivedAt = businessNow(platform);
  const about = subjectsOf(organizationId, transaction);
  const name = { organizationId, source, sourceId: source_id };
  return {
    ...name,
    transactionId,
    isFraud: source !== "false_positive",
    occurredAt,
    reportedAt: reported_at === undefined ? receivedAt : Date.parse(reported_at),
    receivedAt,
    reportedBy: caller.id,
    sealedNote: note === undefined ? null : await sealNote(platform.sealer, about, name, note),
  };
}
