import { auditRead } from "#auth";
import { type Caller, isPermitted } from "#platform/caller";
import { openReadSession } from "#platform/database";
import { missingPermission } from "#platform/http";
import { fromMinor } from "#platform/money";
import type { Cursor } from "#platform/page";
import { OFFSET_MS, TIME_ZONE } from "#platform/period";
import type { Platform } from "#platform/platform";
import { exportTooLarge } from "../errors.ts";
import { toFilter } from "../read-transactions.ts";
import type { TransactionFilterQuery } from "../schemas.ts";
import { BYTE_ORDER_MARK, toCsvRow } from "./csv.ts";
import { areMoreThan, type ExportedRow, listExported } from "./export-store.ts";

/** A spreadsheet opens a million rows; people read fewer. */
export const MOST_ROWS = 100_000;
const ROWS_AT_ONCE = 500;

type Column = { name: string; isPersonal?: true; cell: (row: ExportedRow) => string | number | null };

/** `2026-11-21 23:59:00` as clocks in Tashkent show it. */
const toLocalTime = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");

const columns: readonly Column[] = [
  { name: "transaction_id", cell: ({ transactionId }) => transactionId },
  { name: "user_id", isPersonal: true, cell: ({ userId }) => userId },
  { name: `created_at (${TIME_ZONE})`, cell: ({ createdAt }) => toLocalTime(createdAt) },
  { name: `timestamp (${TIME_ZONE})`, cell: ({ occurredAt }) => toLocalTime(occurredAt) },
  { name: "amount", cell: ({ amountMinor, currency }) => fromMinor(amountMinor, currency) },
  { name: "currency", cell: ({ currency }) => currency },
  { name: "amount_usd", cell: ({ amountUsdCents }) => amountUsdCents / 100 },
  { name: "merchant", cell: ({ merchant }) => merchant },
  { name: "merchant_category", cell: ({ merchantCategory }) => merchantCategory },
  { name: "decision", cell: ({ decision }) => decision },
  { name: "risk_score", cell: ({ riskScore }) => riskScore },
  { name: "confidence", cell: ({ confidence }) => confidence },
  { name: "reasons", cell: ({ reasons }) => reasons.join("; ") },
  { name: "ml_model_version", cell: ({ modelVersion }) => modelVersion },
  { name: "processing_time_ms", cell: ({ processingTimeMs }) => processingTimeMs },
];

/**
 * An organisation's decisions as CSV, newest first, as the list shows them; who paid only for those who may see the list. Read
 * while it is sent, some rows at a time; that it was read goes on record before.
 */
export async function exportDecisions(
  platform: Platform,
  caller: Caller,
  query: TransactionFilterQuery,
  requestId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId } = caller;
  const maySeePayers = isPermitted(caller, "read:transactions");
  if (query.user_id !== undefined && !maySeePayers) throw missingPermission("user_id needs read:transactions");
  const { db } = openReadSession(platform.env);
  const filter = toFilter(query);
  if (await areMoreThan(db, organizationId, filter, MOST_ROWS)) throw exportTooLarge(`At most ${MOST_ROWS} rows`);
  await auditRead(platform, caller, { action: "transaction.exported", target: organizationId }, requestId);
  const seen = columns.filter(({ isPersonal }) => !isPersonal || maySeePayers);
  const encoder = new TextEncoder();
  let after: Cursor | undefined;
  let left = MOST_ROWS;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(BYTE_ORDER_MARK + toCsvRow(seen.map(({ name }) => name))));
      },
      async pull(controller) {
        const rows = await listExported(db, organizationId, filter, Math.min(ROWS_AT_ONCE, left), after);
        const text = rows.map((row) => toCsvRow(seen.map(({ cell }) => cell(row)))).join("");
        if (text !== "") controller.enqueue(encoder.encode(text));
        left -= rows.length;
        const last = rows.at(-1);
        if (rows.length < ROWS_AT_ONCE || left === 0 || !last) return controller.close();
        after = { at: last.createdAt, id: last.transactionId };
      },
    },
    { highWaterMark: 0 },
  );
}
