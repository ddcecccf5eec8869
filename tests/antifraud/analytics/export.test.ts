import { env } from "cloudflare:workers";
import * as XLSX from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { saveDecisions } from "../../../workers/antifraud/store.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";

const path = "/api/antifraud/analytics/export";
const exporter = () => given.apiKey(["export:antifraud", "read:transactions"]);

/** Reads CSV as RFC 4180 describes it, one character after the other. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === ",") {
      row.push(cell);
      cell = "";
    } else if (char === "\r" && text[i + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      i++;
    } else cell += char;
  }
  expect(cell).toBe("");
  return rows;
}

/** Rows by the names of their columns; the bytes begin with the mark. */
async function exported(caller: { token: string }, query = ""): Promise<Record<string, string>[]> {
  const answer = await api(caller).get(`${path}${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [names = [], ...rows] = parse(new TextDecoder().decode(bytes));
  expect(rows.filter((row) => row.length !== names.length)).toEqual([]);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]!])));
}

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The bytes of a workbook. */
async function workbook(caller: { token: string }, query = ""): Promise<Uint8Array> {
  const answer = await api(caller).get(`${path}?format=xlsx${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(XLSX_TYPE);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="decisions-org_.*\.xlsx"$/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(strFromU8(bytes.slice(0, 2))).toBe("PK");
  return bytes;
}

/** What another library reads in the first sheet of a workbook, as it is stored there. */
function sheetOf(bytes: Uint8Array): { names: string[]; rows: XLSX.CellObject[][] } {
  const book = XLSX.read(bytes, { type: "array", dense: true, cellNF: true });
  expect(book.SheetNames).toEqual(["Decisions"]);
  const [head, ...rows] = book.Sheets.Decisions!["!data"]!;
  return { names: head!.map(({ v }) => String(v)), rows };
}

describe("GET /api/antifraud/analytics/export", () => {
  it("holds what the list shows with the same filters, in its order, over many pages", async () => {
    const provider = await exporter();
    const events = Array.from({ length: 1203 }, (_, i) =>
      decided(provider.organizationId, {
        at: Date.parse("2026-03-10T18:59:00Z") + (i % 600) * 1000,
        decision: i % 4 === 0 ? "BLOCKED" : "APPROVED",
        cents: 100 + i,
      }),
    );
    await projected(events);
    const newestFirst = (a: (typeof events)[number], b: (typeof events)[number]) =>
      b.decidedAt - a.decidedAt || (a.transactionId < b.transactionId ? 1 : -1);
    const ids = (rows: Record<string, string>[]) => rows.map(({ transaction_id }) => transaction_id);
    expect(ids(await exported(provider))).toEqual(
      [...events].sort(newestFirst).map(({ transactionId }) => transactionId),
    );
    const blocked = await exported(provider, "?decision=BLOCKED&to=2026-03-10T19:00:00Z");
    const expected = events.filter(
      ({ decision, decidedAt }) => decision === "BLOCKED" && decidedAt < Date.parse("2026-03-10T19:00:00Z"),
    );
    expect(ids(blocked).sort()).toEqual(expected.map(({ transactionId }) => transactionId).sort());
    expect(blocked.at(-1)).toMatchObject({
      "created_at (Asia/Tashkent)": "2026-03-10 23:59:00",
      currency: "USD",
      decision: "BLOCKED",
      user_id: "user",
    });
  });

  it.each([
    ['=HYPERLINK("http://evil.uz","x")', '\'=HYPERLINK("http://evil.uz","x")'],
    ["+998 90 123", "'+998 90 123"],
    ["-1+1|cmd", "'-1+1|cmd"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'  =1+1"],
    ["＝1+1", "'＝1+1"],
    ['a,b;"c"\r\nd', 'a,b;"c"\r\nd'],
    ["Oʻzbekiston „Guliston“ ООО", "Oʻzbekiston „Guliston“ ООО"],
    ["1-2=3", "1-2=3"],
  ])("gives %j back as %j", async (merchant, cell) => {
    const provider = await exporter();
    const event = decided(provider.organizationId, { at: Date.now() - 1000, merchant });
    await saveDecisions(createPlatform(env).db, [event]);
    const [row] = await exported(provider);
    expect(row?.merchant).toBe(cell);
    expect(row?.transaction_id).toBe(event.transactionId);
  });

  it("shows who paid only to those who may see payments, and lets nobody else filter by them", async () => {
    const full = await exporter();
    const narrow = await given.apiKey(["export:antifraud"], ["antifraud"], { owner: full.organizationId });
    await projected([decided(full.organizationId, { at: Date.now() - 1000 })]);
    expect((await exported(full))[0]).toHaveProperty("user_id", "user");
    expect((await exported(narrow))[0]).not.toHaveProperty("user_id");
    expect(await exported(full, "?user_id=nobody")).toEqual([]);
    expect((await api(narrow).get(`${path}?user_id=user`)).status).toBe(403);
  });

  it("is on record before it is shown, and never shows another organisation's decisions", async () => {
    const admin = await given.person("super_admin");
    const stranger = await exporter();
    await projected([decided(stranger.organizationId, { at: Date.now() - 1000 })]);
    expect(await exported(admin)).toEqual([]);
    const { data } = await bodyOf<{ data: { actor: unknown }[] }>(
      await api(admin).get("/api/audit/events?action=transaction.exported"),
    );
    expect(data).toHaveLength(1);
  });

  it.each([
    ["format=pdf", "format"],
    ["min_score=x", "min_score"],
    ["from=yesterday", "from"],
  ])("names what is wrong with ?%s", async (query, at) => {
    const answer = await api(await exporter()).get(`${path}?${query}`);
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]?.path).toBe(at);
  });

  it("refuses more than 100,000 rows instead of cutting them off", async () => {
    const provider = await exporter();
    const { organizationId } = provider;
    await projected([decided(organizationId, { at: Date.now() - 1000 })]);
    const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('antifraud_transactions')").all<{
      name: string;
    }>();
    const columns = results.map(({ name }) => name);
    const values = columns.map((name) =>
      name === "transaction_id" ? "'copy-' || n" : name === "evidence" ? "'{}'" : name,
    );
    const copy = (count: number, from: number) =>
      env.DB.prepare(
        `WITH RECURSIVE numbers(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
         INSERT INTO antifraud_transactions (${columns}) SELECT ${values} FROM numbers, (
           SELECT * FROM antifraud_transactions WHERE organization_id = ?3 LIMIT 1)`,
      )
        .bind(from, from + count - 1, organizationId)
        .run();
    await copy(99_999, 1);
    const whole = await api(provider).get(path);
    expect(whole.status).toBe(200);
    let lines = 0;
    for await (const chunk of whole.body!) for (const byte of chunk) if (byte === 10) lines++;
    expect(lines).toBe(100_001);
    const book = await api(provider).get(`${path}?format=xlsx`);
    let bytes = 0;
    let largest = 0;
    for await (const chunk of book.body!) {
      bytes += chunk.length;
      largest = Math.max(largest, chunk.length);
    }
    // No chunk holds more than the rows of one page, so that a file of any length takes the memory of a page.
    expect(bytes).toBeGreaterThan(20 * largest);
    await copy(1, 200_000);
    const refused = await api(provider).get(path);
    expect(refused.status).toBe(422);
    expect(await bodyOf(refused)).toMatchObject({ code: "antifraud.export_too_large" });
  });

  it("is a workbook that another library reads as the same rows, numbers as numbers and times as times", async () => {
    const provider = await exporter();
    const events = Array.from({ length: 1100 }, (_, i) =>
      decided(provider.organizationId, {
        at: Date.parse("2026-03-10T18:59:00Z") + i * 1000,
        decision: i % 4 === 0 ? "BLOCKED" : "APPROVED",
        score: i % 1000,
        cents: 100 + i,
        merchant: `shop ${i}`,
      }),
    );
    await projected(events);
    const asText = await exported(provider);
    const bytes = await workbook(provider);
    const { names, rows } = sheetOf(bytes);
    expect(names).toEqual(Object.keys(asText[0]!));
    expect(rows).toHaveLength(1100);
    const numbers = ["amount", "amount_usd", "risk_score", "confidence", "processing_time_ms"];
    for (const [i, row] of rows.entries())
      for (const [column, name] of names.entries()) {
        const cell = row[column];
        if (name.includes("Asia/Tashkent")) {
          expect([cell?.t, cell?.z]).toEqual(["n", "yyyy\\-mm\\-dd hh:mm:ss"]);
          const at = new Date(Math.round((Number(cell?.v) - 25_569) * 86_400) * 1000).toISOString();
          expect(at.slice(0, 19).replace("T", " ")).toBe(asText[i]![name]);
        } else {
          if (asText[i]![name] !== "") expect(cell?.t, name).toBe(numbers.includes(name) ? "n" : "s");
          expect(String(cell?.v ?? "")).toBe(asText[i]![name]);
        }
      }
    const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]!);
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    const blocked = sheetOf(await workbook(provider, "&decision=BLOCKED"));
    expect(blocked.rows).toHaveLength(275);
    const narrow = await given.apiKey(["export:antifraud"], ["antifraud"], { owner: provider.organizationId });
    expect(sheetOf(await workbook(narrow)).names).not.toContain("user_id");
    const empty = sheetOf(await workbook(await exporter()));
    expect(empty.rows).toEqual([]);
  });

  it("keeps every text in a workbook to the letter, formulas and what looks like markup among them", async () => {
    const provider = await exporter();
    const merchants = [
      '=HYPERLINK("http://evil.uz","x")',
      "+998 90 123",
      "@SUM(A1)",
      "  =1+1 ",
      '<b>&amp; "x"</b>',
      "a\rb\nc\td",
      "_x0041_",
      "\u0001",
      "Oʻzbekiston „Guliston“ ООО 😀",
      "00123",
      "TRUE",
    ];
    const at = Date.now() - 1000;
    const events = merchants.map((merchant, i) => decided(provider.organizationId, { at: at - i, merchant }));
    await saveDecisions(createPlatform(env).db, events);
    const { names, rows } = sheetOf(await workbook(provider));
    const column = names.indexOf("merchant");
    expect(rows.map((row) => [row[column]?.t, row[column]?.f, row[column]?.v])).toEqual(
      merchants.map((merchant) => ["s", undefined, merchant]),
    );
  });
});
