import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookThrough, rulesInForce } from "../../workers/antifraud/own-rules/rules-in-force.ts";
import type { Expression } from "../../workers/antifraud/rule-language/expression.ts";
import { bySnoozedPayer, type Snooze, snoozedRules } from "../../workers/antifraud/snoozes/snoozed-rules.ts";

const rules = ["rule_a", "rule_b", "rule_c"];
const payers = ["card", "user", "other"];
const snooze = fc.record({
  ruleId: fc.constantFrom(...rules),
  payer: fc.constantFrom(...payers),
  until: fc.integer({ min: 0, max: 20 }),
});

/** Goes through every snooze for every question. */
const isSnoozed = (all: readonly Snooze[], ruleId: string, who: readonly string[], at: number) =>
  all.some((one) => one.ruleId === ruleId && who.includes(one.payer) && at < one.until);

describe("snoozes", () => {
  it("take out of force what runs at the time of the decision for the card or the user, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.array(snooze, { maxLength: 30 }),
        fc.subarray(payers),
        fc.integer({ min: 0, max: 21 }),
        (all, who, at) => {
          const found = snoozedRules(bySnoozedPayer(all), who, at);
          for (const rule of rules) expect(found.has(rule)).toBe(isSnoozed(all, rule, who, at));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of a rule that holds make `snoozed` of a hit and of a shadow's, and change no other result", () => {
    const verdicts: Record<string, Expression> = {
      rule_true: true,
      rule_false: false,
      rule_missing: { gt: [{ field: "payer_mean_30d" }, 1] },
      rule_error: { gt: [{ divide: [1, 0] }, 1] },
    };
    const book = Object.entries(verdicts).flatMap(([id, condition]) =>
      [true, false].map((isShadow) => ({
        id: `${id}_${isShadow}`,
        revision: 1,
        name: id,
        priority: 1,
        action: "BLOCK" as const,
        isShadow,
        condition,
      })),
    );
    const inForce = rulesInForce({ revision: 1, allowFirst: false, rules: book });
    const resultsFor = (snoozed: ReadonlySet<string>) =>
      new Map(
        lookThrough(inForce, { values: {} }, { payer: "user:org:x", snoozed })
          .filter(({ rule }) => rule.isOwn)
          .map(({ rule, result }) => [rule.id, result]),
      );
    const [awake, asleep] = [resultsFor(new Set()), resultsFor(new Set(book.map(({ id }) => id)))];
    expect([awake.get("rule_true_false"), awake.get("rule_true_true")]).toEqual(["hit", "shadow_hit"]);
    for (const [id, result] of awake)
      expect(asleep.get(id)).toBe(result === "hit" || result === "shadow_hit" ? "snoozed" : result);
  });
});
