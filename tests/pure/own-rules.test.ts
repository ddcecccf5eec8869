import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, defaultThresholds } from "../../workers/antifraud/decide.ts";
import { readCondition } from "../../workers/antifraud/own-rules/check-rule.ts";
import type { BookedRule } from "../../workers/antifraud/own-rules/rule-book.ts";
import { readRef, refOf } from "../../workers/antifraud/own-rules/rule-document.ts";
import { lookThrough, rulesInForce } from "../../workers/antifraud/own-rules/rules-in-force.ts";
import { ruleVocabulary } from "../../workers/antifraud/own-rules/vocabulary.ts";
import type { Expression } from "../../workers/antifraud/rule-language/expression.ts";
import { fromConditions } from "../../workers/antifraud/rule-language/from-conditions.ts";
import { rules as builtIn } from "../../workers/antifraud/rules/index.ts";
import type { Action } from "../../workers/antifraud/rules/rule.ts";
import { evaluateNaively } from "./rule-oracle.ts";

const numbers = ["amount", "payer_count_1h", "device_payers_24h", "merchant_risk_7d"] as const;
const texts = ["country", "merchant"] as const;

const number = fc.oneof(
  fc.constantFrom(...numbers).map((field): Expression => ({ field })),
  fc.integer({ min: -3, max: 6 }),
);
const ratio = fc
  .tuple(fc.constantFrom("add", "divide", "max"), number, number)
  .map(([name, a, b]): Expression => ({ [name]: [a, b] }));
const test = fc.oneof(
  fc
    .tuple(fc.constantFrom("gt", "lte", "eq"), fc.oneof(number, ratio), number)
    .map(([name, a, b]): Expression => ({ [name]: [a, b] })),
  fc
    .tuple(fc.constantFrom(...texts), fc.subarray(["AE", "UZ", "TR", "Shop"], { minLength: 1 }))
    .map(([field, among]): Expression => ({ in: [{ field }, among] })),
  fc.constantFrom(...numbers).map((field): Expression => ({ exists: { field } })),
);
/** About ten parts each. */
const condition = fc
  .tuple(fc.constantFrom("and", "or"), test, test, fc.boolean())
  .map(([join, a, b, isTurned]): Expression => ({ [join]: [a, isTurned ? { not: b } : b] }));
const rule = fc.record({
  priority: fc.integer({ min: 0, max: 20 }),
  action: fc.constantFrom<Action[]>("BLOCK", "REVIEW", "ALLOW"),
  isShadow: fc.boolean(),
  condition,
});
const book = fc
  .array(rule, { minLength: 100, maxLength: 100 })
  .map((rules) =>
    rules.map((drawn, i): BookedRule => ({ ...drawn, id: `rule_${i}`, revision: 1 + (i % 3), name: `Rule ${i}` })),
  );
const values = fc.record({
  amount: fc.integer({ min: 0, max: 5 }),
  payer_count_1h: fc.option(fc.integer({ min: 0, max: 5 })),
  device_payers_24h: fc.option(fc.integer({ min: 0, max: 5 })),
  merchant_risk_7d: fc.option(fc.integer({ min: 0, max: 5 })),
  country: fc.option(fc.constantFrom("AE", "UZ", "TR")),
  merchant: fc.constantFrom("Shop", "Store"),
});

const aPayer = { payer: "card:org_x:fp", snoozed: new Set<string>() };

const worth = { BLOCK: 3, REVIEW: 2, ALLOW: 1 };
const outcomes = { BLOCK: "BLOCKED", REVIEW: "UNDER_REVIEW", ALLOW: "APPROVED" } as const;

describe("a hundred rules of an organisation", () => {
  it("decide as the most direct evaluation does, with what became of each", () => {
    fc.assert(
      fc.property(book, values, fc.boolean(), (own, facts, allowFirst) => {
        const looked = lookThrough(rulesInForce({ revision: 1, allowFirst, rules: own }), { values: facts }, aPayer);
        const decision = decide({
          modelScore: 100,
          agreement: 1,
          completeness: 1,
          amountUsd: facts.amount,
          isNewcomer: false,
          rules: looked.flatMap(({ rule, result }) =>
            result === "shadow_hit" || result === "snoozed"
              ? []
              : [{ ruleId: rule.ref, action: rule.action, verdict: result }],
          ),
          allowFirst,
          thresholds: defaultThresholds,
        });
        const all = [
          ...own.map(({ revision, ...rest }) => ({ ...rest, ref: `${rest.id}@${revision}` })),
          ...builtIn.map(({ rule_id, priority, action, conditions }) => ({
            id: rule_id,
            ref: rule_id,
            priority,
            action,
            isShadow: false,
            condition: fromConditions(conditions),
          })),
        ];
        const naive = new Map(all.map((one) => [one.ref, evaluateNaively(one.condition, { values: facts })]));
        expect(new Map(looked.map(({ rule, result }) => [rule.ref, result]))).toEqual(
          new Map(
            all.map(({ ref, isShadow }) => {
              const value = naive.get(ref);
              const hit = isShadow ? "shadow_hit" : "hit";
              return [
                ref,
                value === true ? hit : value === "fault" ? "error" : value === undefined ? "missing" : "not_hit",
              ];
            }),
          ),
        );
        const hits = all.filter(({ ref, isShadow }) => !isShadow && naive.get(ref) === true);
        const weigh = ({ action }: { action: Action }) => (allowFirst && action === "ALLOW" ? 4 : worth[action]);
        const leading = hits.reduce<(typeof hits)[number] | undefined>((best, one) => {
          if (!best || weigh(one) !== weigh(best)) return !best || weigh(one) > weigh(best) ? one : best;
          if (one.priority !== best.priority) return one.priority < best.priority ? one : best;
          return one.id < best.id ? one : best;
        }, undefined);
        expect(decision.hits[0]?.ruleId).toBe(leading?.ref);
        expect(decision.decision).toBe(leading ? outcomes[leading.action] : "APPROVED");
      }),
      { numRuns: 150 },
    );
  });

  it("include one that cannot be compiled any more as an error of its own", () => {
    const condition: Expression = { operator_of_another_time: [1, 2] };
    const own = { id: "rule_old", revision: 1, name: "Old", priority: 1, action: "BLOCK" as const, isShadow: false };
    const book = { revision: 1, allowFirst: false, rules: [{ ...own, condition }] };
    const looked = lookThrough(rulesInForce(book), { values: {} }, aPayer);
    expect(looked.find(({ rule }) => rule.isOwn)?.result).toBe("error");
  });
});

describe("what evidence calls a rule", () => {
  it("leads back to it", () => {
    expect(readRef(refOf("rule_x.y-z", 12))).toEqual({ ruleId: "rule_x.y-z", revision: 12 });
    expect(readRef("rule_large_amount")).toEqual({ ruleId: "rule_large_amount", revision: null });
  });
});

describe("a condition as it is sent", () => {
  const vocabulary = ruleVocabulary({ aggregates: ["card_sum_24h"], lists: new Map() });

  it("is one of both forms, null counting as left out", () => {
    const conditions = { amount: { operator: "greater_than" as const, value: 1 } };
    expect(readCondition({ conditions, expression: null }, vocabulary)).toEqual({ conditions, expression: null });
    expect(readCondition({ conditions: null, expression: false }, vocabulary)).toEqual({
      conditions: null,
      expression: false,
    });
    expect(readCondition({}, vocabulary)).toHaveProperty("errors");
    expect(readCondition({ conditions, expression: true }, vocabulary)).toHaveProperty("errors");
  });

  it("may name aggregates of its organisation as numbers, and no others", () => {
    const expression = { gt: [{ field: "agg.card_sum_24h" }, { field: "agg.card_sum_7d" }] };
    expect(readCondition({ expression }, vocabulary)).toEqual({
      errors: [{ path: "expression.gt.1.field", message: "There is no such field" }],
    });
    const conditions = {
      "agg.card_sum_24h": { operator: "contains" as const, value: "x" },
      "agg.nothing": { operator: "exists" as const, value: true },
    };
    expect(readCondition({ conditions }, vocabulary)).toEqual({
      errors: [
        { path: "conditions.agg.card_sum_24h.operator", message: "Compares a text, and the field is a number" },
        { path: "conditions.agg.nothing", message: "There is no such field" },
      ],
    });
    const right = { "agg.card_sum_24h": { operator: "greater_than" as const, value: 5000 } };
    expect(readCondition({ conditions: right }, vocabulary)).toEqual({ conditions: right, expression: null });
  });
});
