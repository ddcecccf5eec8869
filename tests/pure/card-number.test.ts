import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCardNumbers, holdsCardNumber, mayHoldCardNumber } from "../../workers/platform/card-number.ts";

describe("holdsCardNumber", () => {
  it.each([
    "8600123456789012",
    "4242424242424242",
    "8600 1234 5678 9012",
    "4242-4242-4242-4242",
    "3782 822463 10005",
    "card8600123456789012x",
    "7 8600 1234 5678 9012",
    "order 12 4242 4242 4242 4242 paid",
    "6304000000000000000",
    "4222222222222",
  ])("finds %s", (text) => expect(holdsCardNumber(text)).toBe(true));

  it.each([
    "8600123456789013",
    "TXN-2025-123456",
    "2025-11-24 14:30:00",
    "+998 90 123 45 67",
    "20208000900100001001",
    "424242424242",
    "42424242424242424242",
    "4242.4242.4242.4242",
  ])("passes %s", (text) => expect(holdsCardNumber(text)).toBe(false));

  it("passes every UUID, or no provider could use one as its id", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => !holdsCardNumber(`txn-${id}`) || /\d{13}/.test(id)),
      { numRuns: 20_000, seed: 3 },
    );
  });
});

describe("the advice of the documentation on ids", () => {
  const part = fc.stringMatching(/^(?:\d{1,12}|[A-Za-z]{1,6}|\d{1,12}[A-Za-z]\d{1,12})$/);
  const between = fc.constantFrom("_", ".", "T", "x");

  it("holds: at most twelve digits in a row, parted by an underscore, a point or a letter, are never refused", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, between), { minLength: 1, maxLength: 6 }), (parts) => {
        const id = parts.flat().join("");
        return id.length > 100 || (!holdsCardNumber(id) && findCardNumbers({ transaction_id: id }).length === 0);
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });

  it("holds: a UUID with its dashes is never refused, whatever its digits", () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const uuid = fc.tuple(digits(8), digits(4), digits(4), digits(4), digits(12)).map((groups) => groups.join("-"));
    fc.assert(
      fc.property(fc.oneof(uuid, fc.uuid()), (id) => !holdsCardNumber(id)),
      { numRuns: 20_000, seed: 9 },
    );
  });

  it("holds: about one number in ten of such a length is refused", () => {
    const refused = Array.from({ length: 10_000 }, (_, i) => String(2025112400000000 + i * 7919)).filter(
      holdsCardNumber,
    ).length;
    expect(refused).toBeGreaterThan(900);
    expect(refused).toBeLessThan(1100);
  });

  it.each(["docs", "ru/docs", "en/docs"])("its examples are taken and refused as %s/payments.mdx says", (folder) => {
    const page = readFileSync(join(import.meta.dirname, "../../site/src/content/docs", folder, "payments.mdx"), "utf8");
    const told = [...page.matchAll(/^\| `([^`]+)` \| (oʻtadi|проходит|passes|rad etiladi|отклонён|refused) \|$/gm)];
    expect(told.length).toBe(6);
    for (const [, id = "", outcome = ""] of told)
      expect(holdsCardNumber(id), id).toBe(!/oʻtadi|проходит|passes/.test(outcome));
  });
});

describe("findCardNumbers", () => {
  it("names every place, in lists and names too", () => {
    const value = { a: "4242424242424242", b: [{ c: 8600123456789012 }], "4242424242424242": 1, d: "fine", e: null };
    expect(
      findCardNumbers(value)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["(property name)", "a", "b.0.c"]);
  });
});

describe("the quick look at a whole text", () => {
  const digits = fc.stringMatching(/^[0-9]{2,6}$/);
  const grouped = fc
    .tuple(fc.array(digits, { minLength: 2, maxLength: 8 }), fc.constantFrom("", " ", "-"))
    .map(([groups, between]) => groups.join(between));
  const anything = fc.jsonValue();
  const numbers = fc.bigInt({ min: 10n ** 12n, max: 10n ** 16n }).map(Number);

  it("lets nothing through that the thorough one finds", () => {
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(grouped, numbers, anything, fc.record({ a: fc.array(grouped), b: numbers })), (value) => {
        if (findCardNumbers(value).length === 0) return true;
        found++;
        return mayHoldCardNumber(JSON.stringify(value));
      }),
      { numRuns: 20_000, seed: 5 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it.each(['{"a":"4242\\u0034242424242424"}', '{"a":42424242424242e2}', '{"a":4.2E+15}'])("stops at %s", (text) =>
    expect(mayHoldCardNumber(text)).toBe(true),
  );

  it("passes a payment as it is usually sent", () => {
    const text = JSON.stringify({
      transaction_id: "TXN-2025-123456",
      amount: 5_000_000,
      timestamp: "2025-11-24T14:30:00Z",
    });
    expect(mayHoldCardNumber(text)).toBe(false);
  });
});
