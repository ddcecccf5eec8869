import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, faultsByPart, isComplete, readDraft, switchView } from "../../site/src/rules/condition-draft.ts";
import { type Asked, type FieldType, readAsked, testsOf } from "../../site/src/rules/condition-tree.ts";
import { type Ranked, reprioritize } from "../../site/src/rules/reprioritize.ts";
import { writeAsked } from "../../site/src/rules/write-condition.ts";

const numbers = ["amount", "payer_count_1h", "agg.spent_1h"] as const;
const texts = ["country", "merchant"] as const;
const typeOf = (field: string): FieldType => ((texts as readonly string[]).includes(field) ? "text" : "number");

const number = fc.integer({ min: -1e6, max: 1e6 });
const text = fc.stringMatching(/^[A-Z]{2,5}$/);
const numberField = fc.constantFrom(...numbers).map((field) => ({ field }));
const textField = fc.constantFrom(...texts).map((field) => ({ field }));
/** What the builder can show, and what it cannot: sums, comparisons of two fields, texts with commas. */
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom("gt", "gte", "lt", "lte", "eq", "ne"), numberField, number)
    .map(([name, field, value]) => ({ [name]: [field, value] })),
  fc.tuple(numberField, number, number).map(([field, low, high]) => ({ between: [field, low, high] })),
  fc
    .tuple(fc.constantFrom("eq", "ne", "contains", "starts_with", "ends_with", "like"), textField, text)
    .map(([name, field, value]) => ({ [name]: [field, value] })),
  fc.tuple(textField, fc.array(text, { minLength: 1 })).map(([field, values]) => ({ in: [field, values] })),
  fc.tuple(textField, fc.array(text, { minLength: 1 })).map(([field, values]) => ({ not: { in: [field, values] } })),
  textField.map((field) => ({ in: [field, { list: "lst_1" }] })),
  textField.map((field) => ({ not: { in: [field, { list: "lst_1" }] } })),
  textField.map((field) => ({ exists: field })),
  textField.map((field) => ({ not: { exists: field } })),
  fc.tuple(numberField, numberField).map((fields) => ({ gt: fields })),
  numberField.map((field) => ({ gte: [field, { multiply: [30, 412_000] }] })),
  textField.map((field) => ({ in: [field, ["A, B", "C"]] })),
  fc.constant(true),
);
const { expression } = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("expression"), { minLength: 2, maxLength: 4 }))
      .map(([name, parts]) => ({ [name]: parts })),
    tie("expression").map((part) => ({ not: part })),
  ),
}));

describe("a condition in the builder", () => {
  it("comes back as it was, whatever of it the builder can show", () => {
    fc.assert(
      fc.property(expression, (sent) => {
        const { asked } = writeAsked(readAsked({ conditions: null, expression: sent }), typeOf, true);
        expect(asked).toEqual({ conditions: null, expression: sent });
      }),
      { numRuns: 500 },
    );
  });

  it("stays in the published form while that can say it, and becomes an expression where it cannot", () => {
    const conditions = {
      amount: { operator: "greater_than", value: 10_000 },
      country: { operator: "in", value: ["AE", "TR"] },
      payer_count_1h: { operator: "between", value: [3, 9] },
      merchant: { operator: "exists", value: false },
    };
    const tree = readAsked({ conditions });
    expect(writeAsked(tree, typeOf).asked).toEqual({ conditions });
    const { asked } = writeAsked({ ...tree, join: "or" }, typeOf);
    expect(asked).toMatchObject({
      conditions: null,
      expression: { or: [{ gt: [{ field: "amount" }, 10_000] }, {}, {}, {}] },
    });
  });

  it("is the same text and the same tree, to and fro", () => {
    fc.assert(
      fc.property(expression, (sent) => {
        const inJson = switchView(draftOf({ conditions: null, expression: sent }), typeOf)!;
        const back = switchView(inJson, typeOf)!;
        expect(readDraft(back, typeOf)).toMatchObject({ asked: { conditions: null, expression: sent } });
      }),
    );
    expect(switchView({ ...draftOf({ conditions: null }), view: "json", text: "{" }, typeOf)).toBeUndefined();
  });

  it("takes figures as people type them, and is tried only once every comparison is whole", () => {
    const [whole, partial] = ["10 000,5", ""].map((value) => {
      const draft = draftOf({ conditions: { amount: { operator: "greater_than", value: 1 } } });
      const [test] = testsOf(draft.tree);
      return { ...draft, tree: { ...draft.tree, parts: [{ ...test!, value }] } };
    });
    expect(readDraft(whole!, typeOf)).toMatchObject({ asked: { conditions: { amount: { value: 10_000.5 } } } });
    expect(isComplete(whole!, typeOf)).toBe(true);
    expect(isComplete(partial!, typeOf)).toBe(false);
  });

  it("shows what the API says at the part that it names, and the rest with its place", () => {
    const asked: Asked = {
      conditions: null,
      expression: { or: [{ gt: [{ field: "amount" }, 1] }, { eq: [{ field: "country" }, "AE"] }] },
    };
    const tree = readAsked(asked);
    const { places } = writeAsked(tree, typeOf, true);
    const faults = faultsByPart(
      [
        { path: "expression.or.1.eq.1", message: "Must be a text" },
        { path: "expression.or.0.gt.0.field", message: "There is no such field" },
        { path: "name", message: "Too short" },
      ],
      places,
    );
    const [first, second] = tree.parts;
    expect(faults).toEqual(
      new Map([
        [second!.id, ["Must be a text"]],
        [first!.id, ["There is no such field"]],
      ]),
    );
    expect(faultsByPart([{ path: "conditions.x", message: "No" }], new Map())).toEqual(
      new Map([[0, ["conditions.x: No"]]]),
    );
  });
});

describe("the order of rules", () => {
  const inOrder = (rules: readonly Ranked[]) =>
    [...rules].sort((a, b) => a.priority - b.priority || (a.rule_id < b.rule_id ? -1 : 1));
  const rule = fc.record({
    rule_id: fc.uuid(),
    priority: fc.integer({ min: 0, max: 20 }),
    built_in: fc.boolean(),
  });

  it("brings a rule where it is put and leaves the others in order, or says that there is no room", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { minLength: 1, maxLength: 12, selector: (one) => one.rule_id }),
        fc.nat(),
        fc.nat(),
        (all, which, where) => {
          const rules = inOrder(all);
          const moved = rules[which % rules.length]!;
          const others = rules.filter((one) => one !== moved);
          const to = where % rules.length;
          const changes = reprioritize(rules, moved.rule_id, to);
          if (changes === undefined) {
            expect(rules.some(({ built_in }) => built_in)).toBe(true);
            return;
          }
          const wanted = others.toSpliced(to, 0, moved).map(({ rule_id }) => rule_id);
          const now = rules.map((one) => ({ ...one, priority: changes.get(one.rule_id) ?? one.priority }));
          expect(inOrder(now).map(({ rule_id }) => rule_id)).toEqual(wanted);
          for (const one of rules) if (one.built_in) expect(changes.has(one.rule_id)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("moves one rule alone where there is a gap", () => {
    const rules = [10, 20, 30].map((priority) => ({ rule_id: `rule_${priority}`, priority, built_in: false }));
    expect(reprioritize(rules, "rule_30", 1)).toEqual(new Map([["rule_30", 15]]));
    expect(reprioritize(rules, "rule_30", 2)).toEqual(new Map());
  });
});
