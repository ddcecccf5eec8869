import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { type Transaction, transactionSchema } from "../../workers/antifraud/schemas.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";
import { DataError, type Field, type Mapping, placeFields } from "./mapping.ts";

/** A payment of somebody's history, and what became known of it. */
export type LabelledTransaction = {
  transaction: Transaction;
  /** 1 where it was fraud; null where nobody says. */
  label: 0 | 1 | null;
  /** The kind of fraud, in the words of the file. */
  pattern: string | null;
  /** When the label became known, epoch milliseconds; null where the file does not say. */
  labelledAt: number | null;
  /** The line of the file on which it begins. */
  line?: number;
};

/** The rows of a CSV file (RFC 4180), gzipped or not, in its order. Throws a DataError that names the line. */
export async function* readTransactionFile(path: string, mapping: Mapping): AsyncGenerator<LabelledTransaction> {
  let read: ((cells: string[], line: number) => LabelledTransaction) | undefined;
  for await (const { cells, line } of readCsv(path)) {
    if (read) yield read(cells, line);
    else read = rowReader(path, mapping, cells);
  }
  if (!read) throw new DataError(`${path} is empty`);
}

/** Says of rows that they come in time order, each once, and no label before its payment. */
export async function* inOrder(path: string, rows: AsyncIterable<LabelledTransaction>) {
  const ids = new Set<string>();
  let last = 0;
  for await (const row of rows) {
    const { transaction_id: id, timestamp } = row.transaction;
    const at = Date.parse(timestamp);
    const refuse = (what: string) => new DataError(`${path} line ${row.line}: ${what}`);
    if (at < last) throw refuse(`${timestamp} is before the payment above it; sort the file by time`);
    if (ids.has(id)) throw refuse(`the id ${id} is there a second time`);
    if (row.labelledAt !== null && row.labelledAt < at) throw refuse("the label is older than its payment");
    ids.add(id);
    last = at;
    yield row;
  }
}

function rowReader(path: string, mapping: Mapping, header: string[]) {
  const places = placeFields(
    mapping,
    header.map((name) => name.trim()),
    path,
  );
  let isFirst = true;
  return (cells: string[], line: number): LabelledTransaction => {
    const refuse = (field: Field, what: string) =>
      new DataError(`${path} line ${line}: ${columnOf(mapping, field)} ${what}`);
    if (cells.length !== header.length)
      throw new DataError(`${path} line ${line}: has ${cells.length} cells, the header has ${header.length}`);
    const text = (field: Field): string | undefined => {
      const place = places.get(field);
      return (typeof place === "number" ? cells[place] : place) || undefined;
    };
    const number = (field: Field): number | undefined => {
      const cell = text(field);
      if (cell === undefined) return undefined;
      const value = Number(cell);
      if (!Number.isFinite(value)) throw refuse(field, `is no number: ${cell}`);
      return value;
    };
    const time = (field: Field): number | undefined => {
      const cell = text(field);
      if (cell === undefined) return undefined;
      const value = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(cell) ? cell : `${cell.replace(" ", "T")}Z`);
      if (Number.isNaN(value)) throw refuse(field, `is no time: ${cell}`);
      return value;
    };
    const needed = <T>(value: T | undefined, field: Field): T => {
      if (value === undefined) throw refuse(field, "is empty");
      return value;
    };
    const transaction = toTransaction(text, number, needed, needed(time("timestamp"), "timestamp"));
    // Each row would cost as much as its features; a first row that fits and cells of the right kind are enough.
    if (isFirst) check(transaction, (field, what) => refuse(field, what));
    isFirst = false;
    if (usdPerUnit(transaction.currency) === undefined)
      throw refuse("currency", `has no rate: ${transaction.currency}`);
    const label = text("label");
    if (label !== undefined && label !== "0" && label !== "1") throw refuse("label", `is neither 0 nor 1: ${label}`);
    return {
      transaction,
      label: label === undefined ? null : label === "1" ? 1 : 0,
      pattern: label === "1" ? (text("pattern") ?? null) : null,
      labelledAt: time("labelled_at") ?? null,
      line,
    };
  };
}

const columnOf = (mapping: Mapping, field: Field) => {
  const from = mapping[field];
  return typeof from === "string" ? from : field;
};

function toTransaction(
  text: (field: Field) => string | undefined,
  number: (field: Field) => number | undefined,
  needed: <T>(value: T | undefined, field: Field) => T,
  at: number,
): Transaction {
  const country = text("country");
  const card = text("card_fingerprint");
  const method = text("payment_method");
  const abroad = text("is_international");
  const response = text("issuer_response");
  const lat = number("lat");
  const lon = number("lon");
  const hasMetadata = (card ?? method ?? abroad ?? response) !== undefined;
  return {
    transaction_id: needed(text("transaction_id"), "transaction_id"),
    user_id: needed(text("user_id"), "user_id"),
    // A history may hold a payment of nothing, which the service would refuse; a cent stands for it.
    amount: Math.max(0.01, needed(number("amount"), "amount")),
    currency: needed(text("currency"), "currency"),
    merchant: needed(text("merchant"), "merchant"),
    merchant_category: text("merchant_category"),
    ip_address: text("ip_address"),
    device_id: text("device_id"),
    location:
      country === undefined
        ? undefined
        : { country, city: text("city"), ...(lat !== undefined && lon !== undefined && { lat, lon }) },
    timestamp: new Date(at).toISOString(),
    metadata: hasMetadata
      ? {
          card_fingerprint: card,
          payment_method: method,
          is_international: abroad === undefined ? undefined : abroad === "1" || abroad === "true",
          // SAFETY: check() has compared the first row with the contract; another word counts as an attempt.
          issuer_response: response as "approved" | "declined" | "error" | undefined,
        }
      : undefined,
  };
}

function check(transaction: Transaction, refuse: (field: Field, what: string) => DataError): void {
  const parsed = transactionSchema.safeParse(transaction);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  throw refuse((issue?.path.at(-1) as Field) ?? "transaction_id", issue?.message ?? "does not fit");
}

/** The lines of a CSV file as cells; a quoted cell may hold commas, doubled quotes and line breaks. */
async function* readCsv(path: string): AsyncGenerator<{ cells: string[]; line: number }> {
  if (!existsSync(path)) throw new DataError(`There is no file ${path}`);
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const input = path.endsWith(".gz") ? file.pipe(createGunzip({ chunkSize: 1 << 20 })) : file;
  // A pipe does not hand on the failure of its source.
  file.on("error", (failure) => input.destroy(failure));
  const decoder = new TextDecoder();
  let rest = "";
  let line = 0;
  try {
    for await (const chunk of input) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
      rest = lines.pop()!;
      for (let i = 0; i < lines.length; i++) {
        let text = lines[i]!;
        line++;
        const startedAt = line;
        while (hasOpenQuote(text) && i + 1 < lines.length) {
          text += `\n${lines[++i]}`;
          line++;
        }
        if (hasOpenQuote(text)) {
          line -= text.split("\n").length;
          rest = `${text}\n${rest}`;
          break;
        }
        if (text.endsWith("\r")) text = text.slice(0, -1);
        if (text !== "") yield { cells: splitCsv(text), line: startedAt };
      }
    }
  } catch (failure) {
    if (failure instanceof DataError) throw failure;
    throw new DataError(`${path} cannot be read: ${(failure as Error).message}`);
  }
  if (rest.trim() !== "") yield { cells: splitCsv(rest.replace(/\r$/, "")), line: line + 1 };
}

const hasOpenQuote = (text: string) => text.includes('"') && text.split('"').length % 2 === 0;

/** One record of RFC 4180; quoted cells may hold commas and doubled quotes. */
export function splitCsv(record: string): string[] {
  if (!record.includes('"')) return record.split(",");
  const cells: string[] = [];
  for (const [, quoted, plain] of record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  return cells;
}
