import { auditRead } from "#auth";
import { type Caller, isPermitted } from "#platform/caller";
import { openReadSession } from "#platform/database";
import { missingPermission } from "#platform/http";
import { fromMinor } from "#platform/money";
import type { Cursor } from "#platform/page";
import { OFFSET_MS, TIME_ZONE } from "#platform/period";
import type { Platform } from "#platform/platform";
import { exportTooLarge } from "../errors.ts";
import { readFilter } from "../read-filter.ts";
import type { TransactionFilterQuery } from "../schemas.ts";
import { areMoreThan, searchTransactions } from "../search-transactions.ts";
import { csvFile } from "./csv.ts";
import { type ExportedRow, listExported } from "./export-store.ts";
import type { Cell, Format } from "./table-file.ts";
import { xlsxFile } from "./xlsx.ts";

/** A spreadsheet opens a million rows; people read fewer. */
export const MOST_ROWS = 100_000;
const ROWS_AT_ONCE = 500;
/** What tells who paid, once it narrows. */
const PERSONAL = ["user_id", "device_id", "ip_address", "q"] as const;

type Column = { name: string; isPersonal?: true; cell: (row: ExportedRow) => Cell };

/** What clocks in Tashkent show. */
const toLocalTime = (at: number): Date => new Date(at + OFFSET_MS);

const newFile = { csv: csvFile, xlsx: () => xlsxFile("Decisions") };

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
 * An organisation's decisions as a table, newest first, as the list shows them; who paid only for those who may see the list. Read
 * while it is sent, some rows at a time; that it was read goes on record before.
 */
export async function exportDecisions(
  platform: Platform,
  caller: Caller,
  { format, ...query }: TransactionFilterQuery & { format: Format },
  requestId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId } = caller;
  const maySeePayers = isPermitted(caller, "read:transactions");
  const asked = PERSONAL.find((name) => query[name] !== undefined);
  if (asked && !maySeePayers) throw missingPermission(`${asked} needs read:transactions`);
  const { db } = openReadSession(platform.env);
  const filter = await readFilter(platform, db, organizationId, query);
  if (await areMoreThan(db, organizationId, filter, MOST_ROWS)) throw exportTooLarge(`At most ${MOST_ROWS} rows`);
  await auditRead(platform, caller, { action: "transaction.exported", target: organizationId }, requestId);
  const seen = columns.filter(({ isPersonal }) => !isPersonal || maySeePayers);
  const file = newFile[format]();
  let after: Cursor | undefined;
  let left = MOST_ROWS;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(file.begin(seen.map(({ name }) => name)));
      },
      async pull(controller) {
        // Nobody asks again before bytes came, and a format may keep those of few rows back.
        for (let isSent = false; !isSent; ) {
          const limit = Math.min(ROWS_AT_ONCE, left);
          const { rows, next } = await searchTransactions(
            db,
            organizationId,
            filter,
            { limit, after },
            (stretch, most) => listExported(db, organizationId, filter, stretch, most),
          );
          left -= rows.length;
          isSent = send(controller, file.add(rows.map((row) => seen.map(({ cell }) => cell(row)))));
          if (left === 0 || !next) {
            send(controller, file.end());
            return controller.close();
          }
          after = next;
        }
      },
    },
    { highWaterMark: 0 },
  );
}

/** Hands bytes on; tells whether there were any. */
function send(controller: ReadableStreamDefaultController<Uint8Array>, bytes: Uint8Array): boolean {
  if (bytes.length > 0) controller.enqueue(bytes);
  return bytes.length > 0;
}
