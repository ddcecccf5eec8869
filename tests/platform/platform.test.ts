import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { products } from "../../site/src/products.ts";
import { modules } from "../../workers/modules.ts";
import { covers } from "../../workers/platform/caller.ts";
import { languages, preferredLanguage } from "../../workers/platform/i18n.ts";
import { newId } from "../../workers/platform/ids.ts";
import { describeFailure } from "../../workers/platform/log.ts";
import { formatUsd, fromMinor, toMinor, usdPerUnit } from "../../workers/platform/money.ts";
import { decodeCursor, encodeCursor } from "../../workers/platform/page.ts";
import { problemCatalogue } from "../../workers/platform/problem.ts";
import { Sealer } from "../../workers/platform/seal.ts";
import { api, bodyOf } from "../support/api.ts";

const key = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));

describe("envelopes", () => {
  it("open where they belong, and nowhere else", async () => {
    const sealer = new Sealer(env.SEAL_KEYS, env.INDEX_SECRET);
    const envelope = await sealer.seal("+998901234567", "users|phone|usr_1");
    expect(envelope).not.toContain("998");
    expect(await sealer.open(envelope, "users|phone|usr_1")).toBe("+998901234567");
    await expect(sealer.open(envelope, "users|phone|usr_2")).rejects.toThrow();
    const changed = envelope.slice(0, -2) + (envelope.endsWith("A") ? "BB" : "AA");
    await expect(sealer.open(changed, "users|phone|usr_1")).rejects.toThrow();
  });

  it("still open after the key was rotated, until it is taken from the ring", async () => {
    const old = await new Sealer(`a:${key(1)}`, "i").seal("text", "place");
    const rotated = new Sealer(`b:${key(2)},a:${key(1)}`, "i");
    expect(await rotated.open(old, "place")).toBe("text");
    expect(await rotated.seal("text", "place")).toMatch(/^v1\.b\./);
    await expect(new Sealer(`b:${key(2)}`, "i").open(old, "place")).rejects.toThrow("not configured");
  });

  it("refuse a key of the wrong length", async () => {
    await expect(new Sealer(`a:${btoa("short")}`, "i").seal("x", "y")).rejects.toThrow("32 bytes");
  });
});

describe("money", () => {
  it.each([
    [0.1, "USD", 10],
    [19.99, "USD", 1999],
    [5_000_000, "UZS", 500_000_000],
    [1000, "JPY", 1000],
    [1.234, "KWD", 1234],
  ])("%d %s is %d minor units, and back", (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
    expect(fromMinor(minor, currency)).toBe(amount);
  });

  it("knows the currencies of the region, and says when it knows none", () => {
    for (const currency of ["UZS", "USD", "EUR", "RUB", "KZT", "AED", "TRY", "CNY"])
      expect(usdPerUnit(currency)).toBeGreaterThan(0);
    expect(usdPerUnit("XXQ")).toBeUndefined();
    expect(usdPerUnit("toString")).toBeUndefined();
  });

  it("is written as people write it", () => {
    expect(formatUsd(450, "en")).toBe("$450");
    expect(formatUsd(1234.5, "en")).toBe("$1,235");
    expect(formatUsd(19.5, "ru")).toBe("19,50\u00a0$");
    expect(formatUsd(1_250_000, "uz")).toBe("1\u00a0250\u00a0000\u00a0$");
  });
});

describe("preferredLanguage", () => {
  it.each([
    [undefined, "uz"],
    ["", "uz"],
    ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
    ["de,en;q=0.5", "en"],
    ["en;q=0.2,ru;q=0.7", "ru"],
    ["*", "uz"],
  ])("reads %s as %s", (header, language) => expect(preferredLanguage(header)).toBe(language));
});

describe("covers", () => {
  it.each([
    ["read:*", "read:transactions", true],
    ["read:*", "write:transactions", false],
    ["read:*_analytics", "read:antifraud_analytics", true],
    ["read:*_analytics", "read:transactions", false],
    ["read:calls", "read:calls", true],
    ["read:call", "read:calls", false],
  ])("%s over %s is %s", (granted, needed, answer) => expect(covers(granted, needed)).toBe(answer));
});

it("ids sort by time and do not repeat", () => {
  expect(newId("usr", 1_000)).toMatch(/^usr_[0-9a-z]{26}$/);
  expect(newId("usr", 1_000) < newId("usr", 2_000)).toBe(true);
  expect(new Set(Array.from({ length: 1000 }, () => newId("usr"))).size).toBe(1000);
});

it("cursors come back as they were, and nothing else does", () => {
  expect(decodeCursor(encodeCursor({ at: 1_700_000_000_000, id: "txn:1" }))).toEqual({
    at: 1_700_000_000_000,
    id: "txn:1",
  });
  for (const nonsense of ["", "%%%", "aGVsbG8", "x".repeat(200)]) expect(decodeCursor(nonsense)).toBeUndefined();
});

it("a failure is described without the parameters of its query", () => {
  expect(describeFailure(new Error("Failed query: select ?\nparams: +998901234567")).failure).not.toContain("998");
});

it("every problem speaks every language under a code of its own", () => {
  expect(problemCatalogue.length).toBeGreaterThan(12);
  expect(new Set(problemCatalogue.map(({ code }) => code)).size).toBe(problemCatalogue.length);
  for (const { title } of problemCatalogue)
    for (const language of languages) expect(title[language].length).toBeGreaterThan(3);
});

it("answers /healthz once it can decide", async () => {
  const answer = await api().get("/healthz");
  expect(answer.status).toBe(200);
  expect(await bodyOf(answer)).toEqual({ status: "ok" });
});

it("gives every answer a request id, the caller's own where it sent one", async () => {
  const own = await api(undefined, { headers: { "x-request-id": "trace-12345678" } }).get("/api/users/me");
  expect(own.headers.get("x-request-id")).toBe("trace-12345678");
  expect((await bodyOf<{ requestId: string }>(own)).requestId).toBe("trace-12345678");
  expect(
    (await api(undefined, { headers: { "x-request-id": "<script>" } }).get("/api/users/me")).headers.get(
      "x-request-id",
    ),
  ).toMatch(/^[0-9a-f-]{36}$/);
});

it("the site offers the products that the registry carries, and says of the others that they are in preparation", () => {
  const carried = modules.map(({ name }) => name);
  for (const { module, isOpen } of products) expect(isOpen, module).toBe(carried.includes(module));
});

it("the reference names the address at which the API is public", async () => {
  const { servers } = await bodyOf<{ servers: { url: string }[] }>(await api().get("/openapi.json"));
  expect(servers).toEqual([{ url: env.PUBLIC_URL }]);
});
