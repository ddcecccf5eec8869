import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExpression, LIMITS } from "../../workers/antifraud/rule-language/check-expression.ts";
import { compileExpression } from "../../workers/antifraud/rule-language/compile-expression.ts";
import { explainExpression } from "../../workers/antifraud/rule-language/explain-expression.ts";
import { type Expression, Fault, type Subject, type Value } from "../../workers/antifraud/rule-language/expression.ts";
import { forms, isLike, operators } from "../../workers/antifraud/rule-language/operators.ts";
import { evaluateNaively } from "./rule-oracle.ts";

const fieldTypes = { n1: "number", n2: "number", t1: "text", t2: "text", b1: "boolean" } as const;
const vocabulary = {
  typeOfField: (field: string) => (Object.hasOwn(fieldTypes, field) ? fieldTypes[field as "n1"] : undefined),
  fieldOfList: (list: string) => (list === "watched" ? "t1" : undefined),
};
const values = { n1: 7, n2: null, t1: "Apple Store Dubai", t2: undefined, b1: true };
const subject: Subject = { values, isListed: (_, field) => field === "t1" };
const ask = (expression: Expression, of: Subject = subject) => compileExpression(expression, "conditions")(of);
const complaints = (expression: unknown) => checkExpression(expression, vocabulary);

const n1 = { field: "n1" };
const missing = { field: "n2" };

describe("an expression", () => {
  it.each<[string, Expression, Value]>([
    ["arithmetic", { eq: [{ add: [n1, 1, { multiply: [2, 3] }] }, 14] }, true],
    ["a remainder", { eq: [{ modulo: [n1, 4] }, 3] }, true],
    ["the larger of two", { max: [n1, 9, 3] }, 9],
    ["a text, whatever its case", { contains: [{ field: "t1" }, "store"] }, true],
    ["the start of a text", { starts_with: [{ field: "t1" }, "apple"] }, true],
    ["the end of a text", { ends_with: [{ field: "t1" }, "Sharjah"] }, false],
    ["a pattern", { like: [{ field: "t1" }, "app*d?bai"] }, true],
    ["the length of a text, in characters", { length: "oʻ😀" }, 3],
    ["a choice", { if: [{ gt: [n1, 5] }, "many", "few"] }, "many"],
    ["one of several", { in: [n1, [1, 7]] }, true],
    ["one of what is computed", { in: [8, [1, { add: [n1, 1] }]] }, true],
    ["a list of the organisation", { in: [{ field: "t1" }, { list: "watched" }] }, true],
    ["fields of which one is on the list", { intersects: [[{ field: "t1" }], { list: "watched" }] }, true],
    ["the same the other way round", { intersects: [{ list: "watched" }, [{ field: "t1" }]] }, true],
    ["collections that meet", { intersects: [[{ field: "t1" }, "listed"], ["listed"]] }, true],
    ["collections that do not", { intersects: [["a", "b"], ["c"]] }, false],
    ["what is missing", { gt: [missing, 1] }, undefined],
    ["a false beside what is missing", { and: [{ gt: [missing, 1] }, false] }, false],
    ["a true beside what is missing", { and: [{ gt: [missing, 1] }, true] }, undefined],
    ["either of a true and what is missing", { or: [{ gt: [missing, 1] }, true] }, true],
    ["not what is missing", { not: { gt: [missing, 1] } }, undefined],
    ["whether it is missing", { exists: missing }, false],
    ["what else it is", { coalesce: [missing, n1, 1] }, 7],
    ["among what is missing", { in: [5, [missing, 6]] }, undefined],
    ["found beside what is missing", { in: [6, [missing, 6]] }, true],
  ])("%s", (_, expression, value) => {
    expect(complaints({ eq: [expression, expression] } as Expression)).toEqual([]);
    expect(ask(expression)).toBe(value);
  });

  it("that cannot be computed says where, and decides nothing", () => {
    const divided = { gt: [{ divide: [n1, 0] }, 1] };
    expect(ask({ and: [true, divided] })).toEqual(new Fault("conditions.and.1.gt.0.divide", "Has no finite result"));
    expect(ask({ and: [false, divided] })).toBe(false);
    expect(ask({ or: [divided, true] })).toBe(true);
    expect(ask({ coalesce: [{ divide: [n1, 0] }, 1] })).toBeInstanceOf(Fault);
    expect(ask({ gt: [{ multiply: [1e308, 1e308] }, 1] })).toBeInstanceOf(Fault);
  });

  it("asks nothing of a list that does not answer", () => {
    expect(ask({ in: [{ field: "t1" }, { list: "watched" }] }, { values })).toBeUndefined();
  });

  it("shows itself with the values filled in", () => {
    expect(explainExpression({ and: [{ gt: [n1, 5] }, { in: [{ field: "t2" }, { list: "watched" }] }] }, subject)).toBe(
      'n1 7 > 5 and t2 (missing) in the list "watched"',
    );
    expect(explainExpression({ not: { between: [{ abs: n1 }, 1, 9] } }, subject)).toBe(
      "not (abs(n1 7) between 1 and 9)",
    );
    expect(explainExpression({ in: [1, [1, 2, 3, 4, 5, 6, 7]] }, subject)).toBe("1 in [1, 2, 3, 4, 5, 2 more]");
  });
});

describe("an expression that is wrong is refused with the place", () => {
  const deep = (levels: number): unknown => (levels === 0 ? true : { not: deep(levels - 1) });
  it.each<[string, unknown, string, string]>([
    ["an unknown operator", { and: [{ exec: ["x"] }] }, "and.0.exec", "There is no such operator"],
    ["an operator of every object", { constructor: [1] }, "constructor", "There is no such operator"],
    ["an unknown field", { gt: [{ field: "nonsense" }, 1] }, "gt.0.field", "There is no such field"],
    ["a field of every object", { exists: { field: "toString" } }, "exists.0.field", "There is no such field"],
    ["a field that is no name", { exists: { field: 1 } }, "exists.0.field", "Must be the name of a field"],
    ["an unknown list", { in: ["a", { list: "none" }] }, "in.1.list", "There is no such list"],
    [
      "a list that is of something else",
      { in: [{ field: "t2" }, { list: "watched" }] },
      "in.0",
      "Of this list only the field t1 may be asked",
    ],
    [
      "a list that is asked about what is computed",
      { intersects: [{ list: "watched" }, [{ field: "t1" }, { lower: { field: "t1" } }]] },
      "intersects.1.1",
      "Of this list only the field t1 may be asked",
    ],
    [
      "two lists",
      { intersects: [{ list: "watched" }, { list: "watched" }] },
      "intersects.1",
      "Only one of both may be a list",
    ],
    [
      "a text where a number belongs",
      { and: [{ gt: [{ field: "t1" }, 5] }] },
      "and.0.gt.0",
      "Must be a number, and is a text",
    ],
    ["values of two types", { eq: [n1, "7"] }, "eq.1", "Must be a number, and is a text"],
    ["a collection of two types", { in: [n1, [1, "2"]] }, "in.1.1", "Must be a number, and is a text"],
    ["collections of two types", { intersects: [[1], ["a"]] }, "intersects.1.0", "Must be a number, and is a text"],
    ["branches of two types", { eq: [{ if: [true, 1, "a"] }, 1] }, "eq.0.if.2", "Must be a number, and is a text"],
    ["a result that is no truth", { add: [1, 2] }, "(root)", "Must be a boolean, and is a number"],
    ["too few operands", { gt: [1] }, "gt", "Takes 2, and got 1"],
    ["too many operands", { not: [true, true] }, "not", "Takes 1, and got 2"],
    ["none at all", { and: [] }, "and", "Takes at least 1, and got 0"],
    ["two operators in one object", { and: [true], or: [true] }, "(root)", "Must be an object of exactly one operator"],
    ["an empty object", {}, "(root)", "Must be an object of exactly one operator"],
    [
      "several values in one place",
      { gt: [[1, 2], 1] },
      "gt.0",
      "Must be one value; several stand in in and intersects",
    ],
    ["an empty collection", { in: [1, []] }, "in.1", "Must not be empty"],
    ["a collection that is none", { in: [1, 1] }, "in.1", 'Must be several values, or {"list": name}'],
    ["null", { eq: [n1, null] }, "eq.1", "Must not be null; ask with exists whether something is known"],
    ["an endless number", { gt: [n1, Number.POSITIVE_INFINITY] }, "gt.1", "Must be a finite number"],
    [
      "a long text",
      { eq: [{ field: "t1" }, "x".repeat(LIMITS.textCharacters + 1)] },
      "eq.1",
      "A text has at most 256 characters",
    ],
    [
      "too many values",
      { in: [1, Array.from({ length: LIMITS.items + 1 }, (_, i) => i)] },
      "in.1",
      "Holds at most 1000",
    ],
  ])("%s", (_, expression, path, message) => {
    expect(complaints(expression)).toEqual([{ path, message }]);
  });

  it("too deep, or too large, in one sentence and in no time", () => {
    expect(complaints(deep(LIMITS.depth - 1))).toEqual([]);
    expect(complaints(deep(5000))).toEqual([expect.objectContaining({ message: "A rule is at most 16 levels deep" })]);
    const wide = { or: Array.from({ length: LIMITS.nodes }, () => true) };
    expect(complaints(wide)).toEqual([{ path: "or.255", message: "A rule has at most 256 parts" }]);
    const exploding = (levels: number): unknown =>
      levels === 0 ? true : { and: Array.from({ length: 900 }, () => exploding(levels - 1)) };
    expect(complaints(exploding(2))).toEqual([expect.objectContaining({ message: "A rule has at most 256 parts" })]);
  });

  it("with every fault of it at once", () => {
    expect(complaints({ and: [{ gt: ["a", 1] }, { eq: [{ field: "x" }, 1] }, 5] }).map(({ path }) => path)).toEqual([
      "and.0.gt.0",
      "and.1.eq.0.field",
      "and.2",
    ]);
  });
});

const typed = fc.letrec<{ number: Expression; text: Expression; boolean: Expression }>((tie) => {
  const two = (name: string, of: "number" | "text") =>
    fc.tuple(tie(of), tie(of)).map((operands) => ({ [name]: operands }) as Expression);
  const depth = { maxDepth: 4, withCrossShrink: true };
  return {
    number: fc.oneof(
      depth,
      fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom<Expression>(0, 0.5, { field: "n1" }, { field: "n2" })),
      ...["add", "subtract", "multiply", "divide", "modulo", "min", "max"].map((name) => two(name, "number")),
      ...["abs", "round", "floor"].map((name) => tie("number").map((x) => ({ [name]: x }) as Expression)),
      tie("text").map((x) => ({ length: x })),
      fc.tuple(tie("number"), tie("number")).map((x) => ({ coalesce: x })),
      fc.tuple(tie("boolean"), tie("number"), tie("number")).map((x) => ({ if: x })),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom<Expression>("", "a", "AB", "listed", { field: "t1" }, { field: "t2" }),
      tie("text").map((x) => ({ lower: x })),
      fc.tuple(tie("text"), tie("text")).map((x) => ({ coalesce: x })),
    ),
    boolean: fc.oneof(
      depth,
      fc.oneof(fc.boolean(), fc.constant<Expression>({ field: "b1" })),
      ...["and", "or"].map((name) =>
        fc.array(tie("boolean"), { minLength: 1, maxLength: 3 }).map((x) => ({ [name]: x }) as Expression),
      ),
      tie("boolean").map((x) => ({ not: x })),
      ...["eq", "ne", "gt", "gte", "lt", "lte"].map((name) => two(name, "number")),
      ...["eq", "contains", "starts_with", "ends_with", "like"].map((name) => two(name, "text")),
      fc.tuple(tie("number"), tie("number"), tie("number")).map((x) => ({ between: x })),
      tie("number").map((x) => ({ exists: x })),
      fc
        .tuple(tie("number"), fc.array(tie("number"), { minLength: 1, maxLength: 3 }))
        .map(([x, among]) => ({ in: [x, among] })),
      fc.constant<Expression>({ in: [{ field: "t1" }, { list: "watched" }] }),
      fc.constant<Expression>({ intersects: [[{ field: "t1" }, { field: "t1" }], { list: "watched" }] }),
      fc
        .tuple(
          fc.array(tie("text"), { minLength: 1, maxLength: 2 }),
          fc.array(tie("text"), { minLength: 1, maxLength: 2 }),
        )
        .map((both) => ({ intersects: both })),
    ),
  };
});

const subjects: fc.Arbitrary<Subject> = fc
  .record({
    n1: fc.option(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN))),
    n2: fc.option(fc.integer({ min: -9, max: 9 })),
    t1: fc.option(fc.constantFrom("", "a", "aB", "ab*", "listed")),
    t2: fc.option(fc.constantFrom("b", "?")),
    b1: fc.option(fc.boolean()),
    listed: fc.constantFrom(true, false, undefined),
  })
  .map(({ listed, ...values }) => ({ values, isListed: (_, field) => (field === "t1" ? listed : undefined) }));

/** A fault is a fault, wherever it is. */
const kindOf = (value: Value) => (value instanceof Fault ? "fault" : value);

describe("any expression", () => {
  it("that is well typed is accepted, and says what the definition says, whoever is asked", () => {
    fc.assert(
      fc.property(typed.boolean, subjects, (expression, of) => {
        fc.pre(sizeOf(expression) <= LIMITS.nodes);
        expect(complaints(expression)).toEqual([]);
        expect(kindOf(ask(expression, of))).toEqual(evaluateNaively(expression, of));
        expect(explainExpression(expression, of)).toEqual(expect.any(String));
      }),
      { numRuns: 5000 },
    );
  });

  it("that is turned around says the same: and, or and in know no order", () => {
    fc.assert(
      fc.property(fc.array(typed.boolean, { minLength: 1, maxLength: 4 }), subjects, (parts, of) => {
        for (const name of ["and", "or"])
          expect(kindOf(ask({ [name]: parts.toReversed() }, of))).toEqual(kindOf(ask({ [name]: parts }, of)));
        const negated = { not: { and: parts } };
        expect(kindOf(ask({ or: parts.map((part) => ({ not: part })) }, of))).toEqual(kindOf(ask(negated, of)));
      }),
    );
  });

  it("of whatever JSON is refused or answers with a truth, and never throws", () => {
    const names = [...Object.keys(operators), ...Object.keys(forms), "field", "list", "constructor", "__proto__"];
    const json = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(1, "a", true, null, "n1", "watched", -0),
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie("node"), { maxKeys: 2 }),
      ),
    })).node;
    fc.assert(
      fc.property(json, (node) => {
        if (complaints(node).length > 0) return;
        const value = ask(node as Expression);
        expect(value === undefined || value instanceof Fault || typeof value === "boolean").toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("a pattern", () => {
  it("means what the same regular expression means", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (text, pattern) => {
        const plain = text.replaceAll(/[*?]/g, "c");
        const source = pattern.replaceAll("*", "[^]*").replaceAll("?", "[^]");
        expect(isLike(plain, pattern)).toBe(new RegExp(`^${source}$`).test(plain));
      }),
      { numRuns: 5000 },
    );
  });

  it("cannot be made to explode", () => {
    expect(isLike("a".repeat(256), `${"*a".repeat(127)}b`)).toBe(false);
  });
});

const sizeOf = (expression: unknown): number =>
  typeof expression === "object" && expression !== null
    ? Object.values(expression).reduce((sum: number, part) => sum + sizeOf(part), 1)
    : 1;
