import { readMapping } from "../../models/training/mapping.ts";
import { type LabelledTransaction, readTransactionFile } from "../../models/training/transaction-file.ts";

/**
 * Reads a CSV file, gzipped or not, in its order. Times are moved so that the last row read happens now, since the
 * distances between payments matter and the year does not; ids get a mark of this run, so that it can be repeated.
 */
export async function readRows(
  path: string,
  format: "handbook" | "csv",
  limit: number,
): Promise<LabelledTransaction[]> {
  const run = Date.now().toString(36);
  const rows: LabelledTransaction[] = [];
  for await (const row of readTransactionFile(path, readMapping(format === "csv" ? "api" : format))) {
    row.transaction.transaction_id += `-${run}`;
    rows.push(row);
    if (rows.length >= limit) break;
  }
  return moveToNow(rows);
}

function moveToNow(rows: LabelledTransaction[]): LabelledTransaction[] {
  const last = rows.reduce((latest, { transaction }) => Math.max(latest, Date.parse(transaction.timestamp)), 0);
  const shift = Date.now() - last;
  for (const { transaction } of rows)
    transaction.timestamp = new Date(Date.parse(transaction.timestamp) + shift).toISOString();
  return rows;
}
