import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { DataError, readMapping } from "../../models/training/mapping.ts";
import { inOrder, type LabelledTransaction, readTransactionFile } from "../../models/training/transaction-file.ts";

const folder = mkdtempSync(join(tmpdir(), "history-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = "transaction_id,timestamp,user_id,merchant,amount,currency,is_fraud,labelled_at";
const row = (id: string, time: string, rest = "u1,Shop,10,USD,0,") => `${id},${time},${rest}`;

function file(...lines: string[]): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.csv`);
  writeFileSync(path, `${[HEADER, ...lines].join("\n")}\n`);
  return path;
}

async function read(path: string, map = "api"): Promise<LabelledTransaction[]> {
  const rows: LabelledTransaction[] = [];
  for await (const one of inOrder(path, readTransactionFile(path, readMapping(map)))) rows.push(one);
  return rows;
}

describe("a history that fits", () => {
  it("is read with its labels, quoted cells, line breaks in them, and other line ends", async () => {
    const path = file(
      `${row("a", "2026-01-01 00:00:00")}\r`,
      row("b", "2026-01-01T00:00:05Z", 'u1,"Shop, ""Best""\nof all",10,USD,1,2026-01-03T00:00:00Z'),
      row("c", "2026-01-01T06:00:00+05:00", "u2,Shop,12.5,EUR,,"),
    );
    const rows = await read(path);
    expect(rows.map(({ label }) => label)).toEqual([0, 1, null]);
    expect(rows[1]!.transaction.merchant).toBe('Shop, "Best"\nof all');
    expect(rows[1]!.labelledAt).toBe(Date.parse("2026-01-03T00:00:00Z"));
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(rows[2]!.transaction).toMatchObject({
      timestamp: "2026-01-01T01:00:00.000Z",
      amount: 12.5,
      currency: "EUR",
    });
  });

  it("may be compressed, and longer than one chunk", async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => row(`t${i}`, new Date(i * 1000).toISOString()));
    const path = join(folder, "long.csv.gz");
    writeFileSync(path, gzipSync([HEADER, ...lines].join("\n")));
    const rows = await read(path);
    expect(rows).toHaveLength(40_000);
    expect(rows.at(-1)!.transaction.transaction_id).toBe("t39999");
  });
});

describe("a history that does not fit is refused with its line", () => {
  const day = "2026-01-01T00:00:00Z";
  it.each([
    [
      "a time before the one above",
      [row("a", "2026-01-02T00:00:00Z"), row("b", day)],
      /line 3: .* is before the payment above/,
    ],
    ["an id twice", [row("a", day), row("a", day)], /line 3: the id a is there a second time/],
    [
      "a label before its payment",
      [row("a", day, "u1,Shop,10,USD,1,2025-12-31T00:00:00Z")],
      /line 2: the label is older/,
    ],
    [
      "an amount that is none",
      [row("a", day), row("b", day, "u1,Shop,ten,USD,0,")],
      /line 3: amount is no number: ten/,
    ],
    ["a time that is none", [row("a", "yesterday")], /line 2: timestamp is no time: yesterday/],
    ["an empty merchant", [row("a", day, "u1,,10,USD,0,")], /line 2: merchant is empty/],
    ["an unknown currency", [row("a", day, "u1,Shop,10,QQQ,0,")], /line 2: currency has no rate: QQQ/],
    ["another word for a label", [row("a", day, "u1,Shop,10,USD,yes,")], /line 2: is_fraud is neither 0 nor 1: yes/],
    ["a cell too many", [row("a", day), `${row("b", day)},x`], /line 3: has 9 cells, the header has 8/],
  ])("%s", async (_, lines, message) => {
    const failure = await read(file(...lines)).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(DataError);
    expect((failure as Error).message).toMatch(message);
  });

  it("a missing column, an empty file, no file, a broken archive", async () => {
    const path = join(folder, "other.csv");
    writeFileSync(path, "a,b\n1,2\n");
    await expect(read(path)).rejects.toThrow("line 1: has no column transaction_id, timestamp, user_id, merchant");
    writeFileSync(path, "");
    await expect(read(path)).rejects.toThrow("is empty");
    await expect(read(join(folder, "none.csv"))).rejects.toThrow("There is no file");
    writeFileSync(`${path}.gz`, "not an archive");
    await expect(read(`${path}.gz`)).rejects.toThrow("cannot be read");
  });

  it("a mapping that names what no transaction has, or is none", async () => {
    const path = join(folder, "map.json");
    writeFileSync(path, JSON.stringify({ transaction_id: "id", shoe_size: "x" }));
    expect(() => readMapping(path)).toThrow(/map.json/);
    writeFileSync(path, "{");
    expect(() => readMapping(path)).toThrow("is no JSON");
    expect(() => readMapping("nowhere.json")).toThrow("There is no mapping");
  });
});
