import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Band, defaultBand, leavesBand, limitOf } from "../../workers/antifraud/breakers/band.ts";
import { BlockCounts } from "../../workers/antifraud/breakers/block-counts.ts";
import { judgePayment } from "../../workers/antifraud/breakers/judge-payment.ts";
import { watchPayment } from "../../workers/antifraud/breakers/watch-payment.ts";
import { decide, defaultThresholds } from "../../workers/antifraud/decide.ts";
import type { Looked } from "../../workers/antifraud/own-rules/rules-in-force.ts";

const DAY = 24 * 60;
const refs = ["rule_a", "rule_b", "model"] as const;

/** Bursts of payments of one minute, then a pause; times go forward by minutes, hours or more than a day. */
const burst = fc.record({
  pause: fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 4, max: 200 }),
    fc.integer({ min: DAY - 70, max: DAY + 90 }),
  ),
  payments: fc.array(fc.record({ asked: fc.subarray([...refs]), blocking: fc.subarray([...refs]) }), {
    minLength: 1,
    maxLength: 12,
  }),
});
const band: fc.Arbitrary<Band> = fc.record({
  isWatched: fc.constant(true),
  windowMinutes: fc.integer({ min: 1, max: 60 }),
  minPayments: fc.integer({ min: 1, max: 15 }),
  maxRate: fc.constantFrom(0.1, 0.3, 0.5, 0.9),
  maxFactor: fc.constantFrom(1.5, 3, 10),
});

type Told = { minute: number; ref: string; isBlock: boolean };

/** Remembers every answer, and looks through all of them each time. */
class NaiveBreakers {
  readonly tripped = new Set<string>();
  #told: Told[] = [];

  pay(
    minute: number,
    asked: readonly string[],
    blocks: readonly string[],
    { windowMinutes, ...limits }: Band,
  ): string[] {
    for (const ref of asked)
      if (!this.tripped.has(ref)) this.#told.push({ minute, ref, isBlock: blocks.includes(ref) });
    const left: string[] = [];
    for (const ref of blocks) {
      if (this.tripped.has(ref)) continue;
      const own = this.#told.filter((one) => one.ref === ref);
      const recent = own.filter((one) => one.minute > minute - windowMinutes);
      const before = own.filter(
        (one) => one.minute <= minute - windowMinutes && one.minute > minute - windowMinutes - DAY,
      );
      const rate = (all: Told[]) => all.filter(({ isBlock }) => isBlock).length / all.length;
      const byHabit = Math.max(0.05, limits.maxFactor * rate(before));
      const limit = before.length >= limits.minPayments ? Math.min(limits.maxRate, byHabit) : limits.maxRate;
      if (recent.length < limits.minPayments || rate(recent) <= limit) continue;
      left.push(ref);
      this.#told = this.#told.filter((one) => one.ref !== ref || !recent.includes(one));
    }
    for (const ref of left) this.tripped.add(ref);
    return left;
  }
}

describe("breakers", () => {
  it("trip when, and only when, going through every payment says so, also after a loss of memory", () => {
    let trips = 0;
    fc.assert(
      fc.property(
        fc.array(burst, { minLength: 1, maxLength: 25 }),
        band,
        fc.array(fc.nat(300)),
        (bursts, limits, losses) => {
          let counts = new BlockCounts();
          const kept = new Map<number, ReturnType<BlockCounts["minute"]>>();
          const tripped = new Set<string>();
          const naive = new NaiveBreakers();
          let minute = 29_000_000;
          let paid = 0;
          for (const { pause, payments } of bursts) {
            minute += pause;
            for (const { asked, blocking } of payments) {
              const blocks = blocking.filter((ref) => asked.includes(ref));
              const left = judgePayment(counts, { asked, blocks }, minute, limits, tripped);
              for (const at of [minute, ...left.flatMap(({ changed }) => changed)]) kept.set(at, counts.minute(at));
              for (const { ref } of left) tripped.add(ref);
              expect(left.map(({ ref }) => ref)).toEqual(naive.pay(minute, asked, blocks, limits));
              trips += left.length;
              if (losses.includes(paid)) {
                counts = new BlockCounts();
                for (const [at, stored] of [...kept].sort(([a], [b]) => a - b))
                  counts.restore(at, JSON.parse(JSON.stringify(stored)));
              }
              if (paid % 17 === 16) for (const open of [tripped, naive.tripped]) open.clear();
              paid++;
            }
          }
          expect([...tripped].sort()).toEqual([...naive.tripped].sort());
        },
      ),
      { numRuns: 400 },
    );
    expect(trips).toBeGreaterThan(100);
  });

  it("say nothing of three blocks in three payments of a quiet night", () => {
    const quiet = { asked: 3, blocks: 3 };
    const busy = { asked: 100_000, blocks: 100 };
    expect(leavesBand(quiet, busy, defaultBand)).toBe(false);
    expect(leavesBand({ asked: 199, blocks: 199 }, busy, defaultBand)).toBe(false);
    expect(leavesBand({ asked: 200, blocks: 200 }, busy, defaultBand)).toBe(true);
    expect(leavesBand({ asked: 200, blocks: 200 }, busy, { ...defaultBand, isWatched: false })).toBe(false);
  });

  it("take what is harmless, a multiple of the day before, and the ceiling", () => {
    const of = (blocks: number) => limitOf({ asked: 10_000, blocks }, defaultBand);
    expect(of(0)).toBe(0.05);
    expect(of(20)).toBe(0.05);
    expect(of(100)).toBeCloseTo(0.1);
    expect(of(1000)).toBe(0.25);
    expect(limitOf({ asked: 199, blocks: 0 }, defaultBand)).toBe(0.25);
  });

  it("take no notice of what lies further back than a day and an hour", () => {
    const counts = new BlockCounts();
    const one = { asked: ["model"], blocks: [] };
    counts.count(100_000, one);
    counts.count(100_000 - DAY - 60, one);
    expect(counts.sample("model", 0, 200_000)).toEqual({ asked: 1, blocks: 0 });
  });
});

describe("a payment", () => {
  type Case = Pick<Looked, "result" | "isDeciding"> & { id: string; action: "BLOCK" | "REVIEW" | "ALLOW" };
  const lookedAt = (cases: readonly Case[]): Looked[] =>
    cases.map(({ id, action, ...looked }) => ({
      ...looked,
      rule: {
        id,
        ref: `${id}@1`,
        name: id,
        priority: 1,
        action,
        isShadow: false,
        isOwn: true,
        reason: null,
        holds: () => true,
      },
    }));
  const cases: Case[] = [
    { id: "rule_hit", action: "BLOCK", result: "hit", isDeciding: true },
    { id: "rule_not", action: "BLOCK", result: "not_hit", isDeciding: true },
    { id: "rule_blind", action: "BLOCK", result: "missing", isDeciding: true },
    { id: "rule_shadow", action: "BLOCK", result: "shadow_hit", isDeciding: false },
    { id: "rule_snoozed", action: "BLOCK", result: "snoozed", isDeciding: false },
    { id: "rule_review", action: "REVIEW", result: "hit", isDeciding: true },
  ];
  const decisionWith = (rules: { ruleId: string; action: "BLOCK" | "ALLOW"; verdict: "hit" }[], allowFirst = false) =>
    decide({
      modelScore: 950,
      agreement: 1,
      completeness: 1,
      amountUsd: 5,
      isNewcomer: false,
      rules,
      allowFirst,
      thresholds: defaultThresholds,
    });

  it("counts for the rules that could block it, and the model that answered", () => {
    const decision = decisionWith([{ ruleId: "rule_hit@1", action: "BLOCK", verdict: "hit" }]);
    const tripped = new Set(["rule_hit", "model", "rule_not"]);
    expect(watchPayment(lookedAt(cases), decision, { hasModel: true, tripped })).toEqual({
      watched: { asked: ["rule_hit", "rule_not", "rule_blind", "model"], blocks: ["rule_hit", "model"] },
      stopped: ["rule_hit@1", "model"],
    });
    const without = watchPayment(lookedAt(cases), { ...decision, modelBlocks: false }, { hasModel: false, tripped });
    expect(without.watched.blocks).toEqual(["rule_hit"]);
    expect(without.watched.asked).not.toContain("model");
  });

  it("is blocked by nothing where a rule that allows goes before all", () => {
    const hits = [
      { ruleId: "rule_good@1", action: "ALLOW", verdict: "hit" },
      { ruleId: "rule_hit@1", action: "BLOCK", verdict: "hit" },
    ] as const;
    const { watched, stopped } = watchPayment(lookedAt(cases), decisionWith([...hits], true), {
      hasModel: true,
      tripped: new Set(["rule_hit"]),
    });
    expect([watched.blocks, stopped]).toEqual([[], []]);
  });

  it("that a tripped model would block is for a person to look at, and for a rule to block still", () => {
    const input = {
      modelScore: 950,
      agreement: 1,
      completeness: 1,
      amountUsd: 5,
      isNewcomer: false,
      rules: [],
      thresholds: defaultThresholds,
      isModelTripped: true,
    };
    expect(decide(input)).toMatchObject({ decision: "UNDER_REVIEW", riskScore: 800, modelBlocks: true });
    const rules = [{ ruleId: "rule_x@1", action: "BLOCK", verdict: "hit" }] as const;
    expect(decide({ ...input, rules })).toMatchObject({ decision: "BLOCKED", modelBlocks: true });
    expect(decide({ ...input, modelScore: 700 })).toMatchObject({ riskScore: 700, modelBlocks: false });
  });
});
