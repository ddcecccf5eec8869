import { describe, expect, it } from "vitest";
import { createMatcher, mustAsk, toApiQuery, unreadParts } from "../../site/src/decisions/filter.ts";

const given = (fields: Record<string, string>, words = "") => ({ fields, words });
const asked = (fields: Record<string, string>, words = "") =>
  Object.fromEntries(Object.entries(toApiQuery(given(fields, words))).filter(([, value]) => value));

describe("a filter of decisions", () => {
  it("is asked of the API as a whole", () => {
    expect(
      asked({
        amount: ">5m",
        score: "500..800",
        category: "Elec",
        device: "d",
        ip: "10.0.0.7",
        rule: "r",
        label: "fraud",
      }),
    ).toEqual({
      min_amount: "5000001",
      min_score: "500",
      max_score: "800",
      merchant_category: "Elec",
      device_id: "d",
      ip_address: "10.0.0.7",
      rule_id: "r",
      label: "fraud",
    });
    expect(asked({}, '"Korzinka  Chilonzor" TXN-1')).toEqual({ q: "Korzinka Chilonzor TXN-1" });
  });

  it("names a day or an hour of Tashkent, both ends included", () => {
    expect(asked({ from: "2026-11-01", to: "2026-11-01" })).toEqual({
      from: "2026-10-31T19:00:00.000Z",
      to: "2026-11-01T19:00:00.000Z",
    });
    expect(asked({ from: "2026-11-01T14", to: "2026-11-01T14" })).toEqual({
      from: "2026-11-01T09:00:00.000Z",
      to: "2026-11-01T10:00:00.000Z",
    });
  });

  it("tells which of its values cannot be read, and asks for none of them", () => {
    const fields = { ip: "10.0.0", amount: "much", from: "yesterday", score: "5..", to: "2026-11-01T14" };
    expect(unreadParts(given(fields))).toEqual(["ip:10.0.0", "amount:much", "from:yesterday"]);
    expect(asked({ ip: "10.0.0", amount: "much", from: "yesterday" })).toEqual({});
    expect(unreadParts(given({ ip: "2001:db8::1" }))).toEqual([]);
  });

  it("holds for what comes over the feed, as far as that tells", () => {
    const row = {
      id: "TXN-1",
      at: "2026-11-01T09:30:00.000Z",
      userId: "user_1",
      merchant: "Oʻrikzor bozori",
      category: "Groceries",
      amount: 5000,
      currency: "UZS",
      decision: "APPROVED" as const,
      score: 20,
      reason: "A sentence of somebody’s language",
    };
    const passes = (fields: Record<string, string>, words = "") => createMatcher(given(fields, words))?.(row);
    expect(passes({})).toBeUndefined();
    expect(passes({ amount: ">=5k", category: "groc" }, "o'RIKzor user_1")).toBe(true);
    expect(passes({ amount: ">5k" })).toBe(false);
    expect(passes({}, "sentence")).toBe(false);
    expect(passes({ from: "2026-11-01T14", to: "2026-11-01T14" })).toBe(true);
    for (const unseen of ["device", "ip", "rule", "label"])
      expect(mustAsk(given({ [unseen]: "x" })), unseen).toBe(true);
    expect(mustAsk(given({ user: "u" }, "word"))).toBe(false);
  });
});
