import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsvRow } from "../../workers/antifraud/analytics/csv.ts";
import { everyPrefix, networksAround, readNetwork } from "../../workers/antifraud/lists/ip-ranges.ts";
import { listKinds, listSubjects } from "../../workers/antifraud/lists/list-subjects.ts";
import { formsThatHold, readListValue } from "../../workers/antifraud/lists/list-values.ts";
import { askLists, evidenceOf, listsKnownAt } from "../../workers/antifraud/lists/lists-on-payment.ts";
import { readCsv, unguarded } from "../../workers/antifraud/lists/read-csv.ts";

/** An address as one large number, with the bits of its family. */
type Plain = { family: 4 | 6; value: bigint };
const bitsOf = ({ family }: Plain) => (family === 4 ? 32n : 128n);
const textOf = ({ family, value }: Plain): string =>
  family === 4
    ? [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".")
    : [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(":");
/** Whether a network holds an address, as the definition says: the first bits are the same. */
const holds = (network: Plain, length: number, address: Plain) =>
  network.family === address.family &&
  network.value >> (bitsOf(network) - BigInt(length)) === address.value >> (bitsOf(address) - BigInt(length));

const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => ({ family: 4 as const, value })),
  // Not within mapped IPv4, which is IPv4.
  fc.bigInt({ min: 1n << 64n, max: (1n << 128n) - 1n }).map((value) => ({ family: 6 as const, value })),
);
/** Networks that lie close together, so that some hold the address. */
const around = plain.chain((address) =>
  fc.record({
    address: fc.constant(address),
    networks: fc.array(
      fc
        .record({
          flipped: fc.nat({ max: Number(bitsOf(address)) - 1 }),
          length: fc.nat({ max: Number(bitsOf(address)) }),
          other: plain,
          isNear: fc.boolean(),
        })
        .map(({ flipped, length, other, isNear }) => {
          const base = isNear ? { ...address, value: address.value ^ (1n << BigInt(flipped)) } : other;
          return { base, length: Math.min(length, Number(bitsOf(base))) };
        }),
      { maxLength: 12 },
    ),
  }),
);

describe("networks", () => {
  it("hold an address exactly where their first bits are the same", () => {
    fc.assert(
      fc.property(around, ({ address, networks }) => {
        const entries = networks.map(({ base, length }) => readNetwork(`${textOf(base)}/${length}`)!);
        const found = new Set(networksAround(textOf(address), new Set(entries.map(({ prefix }) => prefix))));
        for (const [i, { base, length }] of networks.entries())
          expect(found.has(entries[i]!.network)).toBe(holds(base, length, address));
        const every = networksAround(textOf(address), everyPrefix(textOf(address)));
        for (const network of found) expect(every).toContain(network);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["::ffff:10.1.2.3", "10.1.2.3/32"],
    ["::ffff:10.1.2.3/104", "10.0.0.0/8"],
    ["2001:DB8::1", "2001:db8::1/128"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::/0", "::/0"],
  ])("of %s are compared as %s", (text, network) => {
    expect(readNetwork(text)?.network).toBe(network);
  });

  it("of a payment's address in mapped form are those of IPv4", () => {
    expect(formsThatHold("ip", "::ffff:10.1.2.3", ["4/8", "6/0"])).toEqual(["10.0.0.0/8"]);
    expect(formsThatHold("ip", "10.1.2.3", ["6/0"])).toEqual([]);
  });

  it.each(["10.0.0", "10.0.0.1/33", "10.0.0.1/-1", "2001:db8::/129", "0x7f.1", "", "a/8", "10.0.0.0/8/8"])(
    "are not read from %j",
    (text) => {
      expect(readNetwork(text)).toBeUndefined();
    },
  );
});

describe("values", () => {
  it("are read whatever they are, or refused in words that repeat nothing of them", () => {
    fc.assert(
      fc.property(fc.constantFrom(...listSubjects), fc.string({ unit: "binary", maxLength: 300 }), (subject, text) => {
        const value = readListValue(subject, text);
        expect("wrong" in value ? value.wrong : "Must be").toMatch(/^Must /);
        if ("wrong" in value) return;
        // What is shown is the same value again.
        expect(readListValue(subject, value.shown)).toEqual(value);
        expect(formsThatHold(subject, value.shown, value.prefix ? [value.prefix] : [])).toContain(value.form);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["email_domain", "@Почта.рф", "xn--80a1acny.xn--p1ai"],
    ["email_domain", "Mail.Example", "mail.example"],
    ["country", "uz", "UZ"],
    ["phone", "+998 (90) 123-45-67", "+998901234567"],
    ["ip", "10.1.2.3/32", "10.1.2.3"],
    ["ip", "2001:db8::1/128", "2001:db8::1"],
  ] as const)("of %s, %s, are shown as %s", (subject, text, shown) => {
    expect(readListValue(subject, text)).toMatchObject({ shown });
  });

  it.each([
    ["email_domain", "10.0.0.1"],
    ["email_domain", "localhost"],
    ["email_domain", "a b.example"],
    ["bin", "860012345"],
  ] as const)("of %s are not %s", (subject, text) => {
    expect(readListValue(subject, text)).toHaveProperty("wrong");
  });
});

describe("evidence of lists", () => {
  const lists = fc.uniqueArray(
    fc.record({
      id: fc.nat({ max: 99 }).map((n) => `lst_${n}`),
      name: fc.string(),
      kind: fc.constantFrom(...listKinds),
      subject: fc.constantFrom(...listSubjects),
    }),
    { selector: ({ id }) => id },
  );

  it("gives the same answers again from what is kept, whatever lists come and go", () => {
    fc.assert(
      fc.property(
        lists,
        fc.func(fc.boolean()),
        fc.subarray([...listSubjects]),
        fc.nat({ max: 9 }),
        (known, holdsOf, lacks, revision) => {
          const held = new Set(
            known.filter(({ id, subject }) => !lacks.includes(subject) && holdsOf(id)).map(({ id }) => id),
          );
          const evidence = evidenceOf({ revision, lists: known }, held, lacks);
          const live = askLists(evidence, new Map(known.map(({ id, subject }) => [id, subject])));
          const dated = [
            ...known.map(({ id, subject }) => ({ id, subject, createdIn: revision, deletedIn: revision + 1 })),
            { id: "lst_later", subject: "user" as const, createdIn: revision + 1, deletedIn: null },
            { id: "lst_before", subject: "user" as const, createdIn: 0, deletedIn: revision },
          ];
          const again = askLists(JSON.parse(JSON.stringify(evidence)), listsKnownAt(dated, revision));
          const fields: Record<string, string> = {
            user: "user_id",
            card: "card_fingerprint",
            device: "device_id",
            ip: "ip_address",
            bin: "card_bin",
          };
          for (const { id, subject } of dated) {
            const field = fields[subject] ?? subject;
            expect(again(id, field)).toBe(live(id, field));
            if (known.some((list) => list.id === id))
              expect(again(id, field)).toBe(lacks.includes(subject) ? undefined : held.has(id));
            expect(again(id, "amount")).toBeUndefined();
          }
        },
      ),
    );
  });
});

describe("a CSV file", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r\n", " ", "=", "+", "ʻ") });

  it("that was written is read back cell by cell", () => {
    const isBlank = (cells: string[]) => cells.every((one) => one.trim() === "");
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (table) => {
        const { rows, isOpen } = readCsv(`\uFEFFx,y\r\n${table.map(toCsvRow).join("")}`);
        expect(isOpen).toBe(false);
        const read = rows.slice(1).map(({ cells }) => cells.map(unguarded));
        const written = table.map((cells) => cells.map((one) => one.trim()));
        expect(read.filter((cells) => !isBlank(cells))).toEqual(written.filter((cells) => !isBlank(cells)));
      }),
      { numRuns: 2000 },
    );
  });

  it("tells lines by their numbers, whatever is quoted", () => {
    expect(readCsv('a;"b\nc";d\n\n"e""f";g').rows).toEqual([
      { line: 1, cells: ["a", "b\nc", "d"] },
      { line: 4, cells: ['e"f', "g"] },
    ]);
    expect(readCsv('a\n"b').isOpen).toBe(true);
  });
});
