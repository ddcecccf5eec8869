import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Transaction } from "../../workers/antifraud/schemas.ts";

export type LabelledTransaction = { transaction: Transaction; label: 0 | 1 | null };

/**
 * Reads a CSV file, gzipped or not, in its order. Times are moved so that the last row read happens now, since the
 * distances between payments matter and the year does not; ids get a mark of this run, so that it can be repeated.
 */
export async function readRows(
  path: string,
  format: "handbook" | "csv",
  limit: number,
): Promise<LabelledTransaction[]> {
  if (!existsSync(path)) throw new Error(`There is no file ${path}`);
  const source = createReadStream(path);
  const input = path.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const run = Date.now().toString(36);
  const convert = format === "handbook" ? fromHandbook : fromCsv;
  const rows: LabelledTransaction[] = [];
  let header: string[] | undefined;
  for await (const line of lines) {
    if (line === "") continue;
    const fields = splitCsv(line);
    if (!header) {
      header = fields.map((name) => name.trim());
      const missing = required[format].filter((name) => !header?.includes(name));
      if (missing.length > 0) throw new Error(`The file has no column ${missing.join(", ")}`);
      continue;
    }
    rows.push(convert(Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ""])), run));
    if (rows.length >= limit) break;
  }
  source.destroy();
  return moveToNow(rows);
}

const required = {
  handbook: ["TRANSACTION_ID", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT"],
  csv: ["transaction_id", "user_id", "amount", "currency", "merchant", "timestamp"],
};

type Row = Record<string, string>;

/** The public data of the Fraud Detection Handbook: customers pay at terminals, in dollars. */
function fromHandbook(row: Row, run: string): LabelledTransaction {
  const transaction: Transaction = {
    transaction_id: `hb-${run}-${row.TRANSACTION_ID}`,
    user_id: `customer_${row.CUSTOMER_ID}`,
    amount: Math.max(0.01, Number(row.TX_AMOUNT)),
    currency: "USD",
    merchant: `terminal_${row.TERMINAL_ID}`,
    timestamp: new Date(
      row.TX_DATETIME!.endsWith("Z") ? row.TX_DATETIME! : `${row.TX_DATETIME!.replace(" ", "T")}Z`,
    ).toISOString(),
    metadata: { card_fingerprint: `card_${row.CUSTOMER_ID}` },
  };
  return { transaction, label: labelOf(row.TX_FRAUD) };
}

/** Columns named as the fields of the API; `is_fraud` is the label, `country city lat lon` the place. */
function fromCsv(row: Row, run: string): LabelledTransaction {
  const text = (name: string) => row[name] || undefined;
  const number = (name: string) => (row[name] ? Number(row[name]) : undefined);
  const transaction: Transaction = {
    transaction_id: `${row.transaction_id}-${run}`,
    user_id: row.user_id!,
    amount: Number(row.amount),
    currency: row.currency!,
    merchant: row.merchant!,
    merchant_category: text("merchant_category"),
    ip_address: text("ip_address"),
    device_id: text("device_id"),
    location: row.country
      ? { country: row.country, city: text("city"), lat: number("lat"), lon: number("lon") }
      : undefined,
    timestamp: new Date(row.timestamp!).toISOString(),
    metadata: text("card_fingerprint") === undefined ? undefined : { card_fingerprint: row.card_fingerprint },
  };
  return { transaction, label: labelOf(row.is_fraud) };
}

const labelOf = (text: string | undefined): LabelledTransaction["label"] =>
  text === "1" ? 1 : text === "0" ? 0 : null;

function moveToNow(rows: LabelledTransaction[]): LabelledTransaction[] {
  const last = rows.reduce((latest, { transaction }) => Math.max(latest, Date.parse(transaction.timestamp)), 0);
  const shift = Date.now() - last;
  for (const { transaction } of rows)
    transaction.timestamp = new Date(Date.parse(transaction.timestamp) + shift).toISOString();
  return rows;
}

/** One line of RFC 4180; quoted fields may hold commas and doubled quotes. */
export function splitCsv(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  return fields;
}
