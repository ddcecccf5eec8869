import { describe, expect, it } from "vitest";
import { explainExpression } from "../../workers/antifraud/rule-language/explain-expression.ts";
import { type Conditions, fromConditions } from "../../workers/antifraud/rule-language/from-conditions.ts";
import { compileConditions, judgeRule } from "../../workers/antifraud/rule-language/judge-rule.ts";
import { rules } from "../../workers/antifraud/rules/index.ts";
import { featureNames } from "../../workers/antifraud/signals/features.ts";

const facts = {
  amount: 10_000,
  country: "AE",
  merchant: "Apple Store Dubai",
  payer_new_country: 1,
  payer_count_1h: null,
};

describe("conditions in the published form", () => {
  it.each<[string, Conditions, "hit" | "not_hit" | "missing"]>([
    ["greater_than above", { amount: { operator: "greater_than", value: 9_999 } }, "hit"],
    ["greater_than equal", { amount: { operator: "greater_than", value: 10_000 } }, "not_hit"],
    ["greater_or_equal", { amount: { operator: "greater_or_equal", value: 10_000 } }, "hit"],
    ["less_than", { amount: { operator: "less_than", value: 10_000 } }, "not_hit"],
    ["less_or_equal", { amount: { operator: "less_or_equal", value: 10_000 } }, "hit"],
    ["equals", { country: { operator: "equals", value: "AE" } }, "hit"],
    ["not_equals", { country: { operator: "not_equals", value: "UZ" } }, "hit"],
    ["in", { country: { operator: "in", value: ["AE", "TR"] } }, "hit"],
    ["not_in", { country: { operator: "not_in", value: ["AE"] } }, "not_hit"],
    ["contains, whatever the case", { merchant: { operator: "contains", value: "dubai" } }, "hit"],
    ["between, ends included", { amount: { operator: "between", value: [10_000, 20_000] } }, "hit"],
    ["exists", { country: { operator: "exists", value: true } }, "hit"],
    ["exists on a missing field", { payer_count_1h: { operator: "exists", value: false } }, "hit"],
    ["a missing value", { payer_count_1h: { operator: "greater_than", value: 1 } }, "missing"],
    ["a field that nobody knows", { nonsense: { operator: "equals", value: 1 } }, "missing"],
    [
      "a false beside a missing",
      { payer_count_1h: { operator: "greater_than", value: 1 }, amount: { operator: "less_than", value: 1 } },
      "not_hit",
    ],
    [
      "a true beside a missing",
      { amount: { operator: "greater_than", value: 1 }, payer_count_1h: { operator: "greater_than", value: 1 } },
      "missing",
    ],
  ])("%s", (_, conditions, verdict) => {
    expect(judgeRule(compileConditions(conditions), { values: facts })).toBe(verdict);
  });

  it("explains itself with the values filled in", () => {
    expect(
      explainExpression(
        fromConditions({
          amount: { operator: "greater_than", value: 500 },
          payer_count_1h: { operator: "in", value: [1, 2] },
        }),
        { values: facts },
      ),
    ).toBe("amount 10000 > 500 and payer_count_1h (missing) in [1, 2]");
  });
});

describe("the built-in rules", () => {
  const fields = new Set<string>([
    ...featureNames,
    "amount",
    "amount_local",
    "currency",
    "merchant",
    "merchant_category",
    "country",
    "city",
    "payment_method",
  ]);

  it.each(rules.map((rule) => [rule.rule_id, rule] as const))(
    "%s asks only for what every payment is judged by",
    (_, { conditions }) => {
      expect(Object.keys(conditions).filter((field) => !fields.has(field))).toEqual([]);
    },
  );

  it("have ids and priorities of their own, in order", () => {
    expect(new Set(rules.map(({ rule_id }) => rule_id)).size).toBe(rules.length);
    expect(rules.map(({ priority }) => priority)).toEqual(rules.map((_, index) => index + 1));
  });
});
