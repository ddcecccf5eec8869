import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { transactionSchema } from "../../workers/antifraud/schemas.ts";
import { knownComplaints } from "../../workers/platform/complaints.ts";
import { describeIssue } from "../../workers/platform/describe-issue.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { invalidRequest } from "../../workers/platform/problem.ts";

/** What a caller of each language is told of a value that a schema refuses. */
function told(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  const errors = (error?.issues ?? []).map((issue) => ({ path: issue.path.join("."), message: describeIssue(issue) }));
  return languages.map((language) => invalidRequest({ errors }).toBody("r", language).errors?.[0]?.message);
}

describe("what is wrong with a value is told in the language of the request", () => {
  it.each([
    { schema: z.number().max(100), value: 101, says: ["Koʻpi bilan 100", "не больше 100", "at most 100"] },
    { schema: z.number().positive(), value: 0, says: ["0 dan katta", "больше 0", "more than 0"] },
    { schema: z.number().min(1), value: 0, says: ["Kamida 1", "не меньше 1", "at least 1"] },
    { schema: z.string().min(1), value: "", says: ["Boʻsh", "пустым", "empty"] },
    { schema: z.string().max(3), value: "abcd", says: ["3 ta belgi", "символов: не больше 3", "3 characters"] },
    { schema: z.array(z.int()).max(1), value: [1, 2], says: ["1 ta element", "элементов: не больше 1", "1 items"] },
    { schema: z.string(), value: undefined, says: ["Koʻrsatilmagan", "Не указано", "missing"] },
    { schema: z.string(), value: 1, says: ["Matn", "строка", "string"] },
    { schema: z.int(), value: 1.5, says: ["Butun son", "целое число", "whole number"] },
    { schema: z.enum(["a", "b"]), value: "c", says: ["a, b", "a, b", "a, b"] },
    { schema: z.email(), value: "x", says: ["pochta", "почты", "e-mail"] },
    { schema: z.iso.datetime(), value: "x", says: ["ISO 8601", "ISO 8601", "ISO 8601"] },
    { schema: z.union([z.int(), z.boolean()]), value: "x", says: ["hech bir", "допустимых", "permitted"] },
  ])("$says.2", ({ schema, value, says }) => {
    for (const [i, message] of told(schema, value).entries()) expect(message).toContain(says[i]);
  });

  it("also where the contract has words of its own, and names no value", () => {
    const [uz, ru, en] = told(transactionSchema.shape.currency, "soum");
    expect(uz).toContain("uchta bosh harf");
    expect(ru).toContain("три заглавные буквы");
    expect(en).toBe("Must be an ISO 4217 code of three capital letters");
  });

  it("no English is left of what zod says of a payment", () => {
    const wrong = { transaction_id: 1, amount: "x", location: { country: "UZ", lat: 91, lon: 0 }, metadata: [] };
    const { error } = transactionSchema.safeParse(wrong);
    expect(error?.issues.length).toBeGreaterThan(5);
    for (const issue of error?.issues ?? [])
      if (issue.code !== "unrecognized_keys") expect(describeIssue(issue)).toEqual(expect.any(Object));
  });
});

it("no words are kept for a complaint that nobody makes", () => {
  const folder = join(import.meta.dirname, "../../workers");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith("complaints.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("");
  expect(knownComplaints().filter((complaint) => !sources.includes(`"${complaint}"`))).toEqual([]);
});
