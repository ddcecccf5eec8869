import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../workers/auth/audit/canonical-json.ts";
import { faultOf, GENESIS, hashEvent } from "../../workers/auth/audit/chain.ts";

describe("canonical JSON, RFC 8785", () => {
  it("writes the example of its section 3.2.2", () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts names by their UTF-16 code units, as in its section 3.2.3", () => {
    const names = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    expect([...canonicalJson(names).matchAll(/:(\d)/g)].map(([, n]) => Number(n))).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });

  it("is one text however the names were ordered, and means the same", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const turned = JSON.parse(JSON.stringify(value), (_, member) =>
          member && typeof member === "object" && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        );
        expect(canonicalJson(turned)).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
        expect(JSON.parse(canonicalJson(turned))).toEqual(turned);
      }),
    );
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, "\ud800", { "\udc00": 1 }, [undefined]])(
    "refuses what has no such text: %j",
    (value) => expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});

describe("the hash of an event", () => {
  it("is SHA-256 over the bytes of the one before and the text", () => {
    const expected = createHash("sha256").update(Buffer.alloc(32)).update('{"a":1,"sequence":1}').digest("hex");
    expect(hashEvent(GENESIS.hash, { sequence: 1, a: 1 })).toBe(expected);
  });

  it("depends on the one before", () => {
    const event = { sequence: 2 };
    const head = { sequence: 1, hash: "ab".repeat(32) };
    const link = { event, previousHash: head.hash, hash: hashEvent(head.hash, event) };
    expect(faultOf(head, link)).toBeUndefined();
    expect(faultOf({ ...head, hash: "cd".repeat(32) }, link)).toEqual({ at: 2, why: "unlinked" });
  });
});
