import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { splitCsv } from "../../models/training/transaction-file.ts";
import { averagePrecision, recallAt, rocAuc } from "../../scripts/replay/quality.ts";
import { readRows } from "../../scripts/replay/rows.ts";
import { transactionSchema } from "../../workers/antifraud/schemas.ts";

const folder = mkdtempSync(join(tmpdir(), "replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

const HANDBOOK = `TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO
0,2018-04-01T00:00:31Z,596,3156,57.16,31,0,0,0
1,2018-04-01T00:02:10Z,4961,3412,81.51,130,0,1,1
2,2018-04-01 00:07:56,2,1365,0.00,476,0,0,0
`;

describe("readRows", () => {
  it("reads the handbook's file as valid transactions that end now, keeping their distances", async () => {
    const rows = await readRows(file("hb.csv.gz", HANDBOOK), "handbook", 10);
    expect(rows.map(({ label }) => label)).toEqual([0, 1, 0]);
    for (const { transaction } of rows) expect(transactionSchema.safeParse(transaction).success).toBe(true);
    const times = rows.map(({ transaction }) => Date.parse(transaction.timestamp));
    expect(times[1]! - times[0]!).toBe(99_000);
    expect(Math.abs(times[2]! - Date.now())).toBeLessThan(60_000);
  });

  it("reads columns named as the API's fields, quoted or not, and stops at the limit", async () => {
    const text =
      'transaction_id,user_id,amount,currency,merchant,timestamp,country,city,lat,lon,is_fraud\nt1,u1,10,USD,"Shop, ""Best""",2026-01-01T00:00:00Z,UZ,Tashkent,41.3,69.2,1\nt2,u2,10,USD,Shop,2026-01-01T00:00:00Z,,,,,\n';
    const rows = await readRows(file("plain.csv", text), "csv", 10);
    expect(rows[0]!.transaction).toMatchObject({ merchant: 'Shop, "Best"', location: { country: "UZ", lat: 41.3 } });
    expect(rows.map(({ label }) => label)).toEqual([1, null]);
    for (const { transaction } of rows)
      expect(transactionSchema.safeParse(JSON.parse(JSON.stringify(transaction))).success).toBe(true);
    expect(await readRows(file("plain.csv", text), "csv", 1)).toHaveLength(1);
  });

  it("says which column or file is missing", async () => {
    await expect(readRows(file("bad.csv", "a,b\n1,2\n"), "csv", 1)).rejects.toThrow("no column transaction_id");
    await expect(readRows(join(folder, "none.csv"), "csv", 1)).rejects.toThrow("no file");
  });

  it("splits what needs no quotes as it stands", () => expect(splitCsv("a,,b")).toEqual(["a", "", "b"]));
});

describe("the measures of quality", () => {
  const scored = [
    { score: 900, label: 1 },
    { score: 800, label: 0 },
    { score: 700, label: 1 },
    { score: 600, label: 0 },
    { score: 600, label: 1 },
    { score: 100, label: 0 },
  ];

  it("agree with scikit-learn on a set with ties", () => {
    expect(rocAuc(scored)).toBeCloseTo(6.5 / 9, 12);
    expect(averagePrecision(scored)).toBeCloseTo(1 / 3 + 2 / 3 / 3 + 3 / 5 / 3, 12);
  });

  it("count recall at a share of false positives", () => {
    expect(recallAt(scored, 0)).toBeCloseTo(1 / 3);
    expect(recallAt(scored, 0.34)).toBeCloseTo(2 / 3);
    expect(recallAt(scored, 1)).toBe(1);
  });
});
