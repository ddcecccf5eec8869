import { describe, expect, it } from "vitest";
import { type DecisionInput, decide, defaultThresholds } from "../../workers/antifraud/decide.ts";

const input = (changes: Partial<DecisionInput> = {}): DecisionInput => ({
  modelScore: 100,
  agreement: 0.95,
  completeness: 1,
  amountUsd: 20,
  isNewcomer: false,
  rules: [],
  thresholds: defaultThresholds,
  ...changes,
});
const hit = (action: "BLOCK" | "REVIEW" | "ALLOW", ruleId = "rule_x") => ({ ruleId, action, verdict: "hit" as const });

describe("decide", () => {
  it.each([
    [499, "APPROVED"],
    [500, "UNDER_REVIEW"],
    [800, "UNDER_REVIEW"],
    [801, "BLOCKED"],
  ])("answers a score of %i with %s", (modelScore, decision) => {
    expect(decide(input({ modelScore }))).toMatchObject({ decision, riskScore: modelScore });
  });

  it.each([
    [799, "UNDER_REVIEW", 799],
    [801, "UNDER_REVIEW", 800],
    [900, "UNDER_REVIEW", 800],
    [901, "BLOCKED", 901],
  ])("answers a newcomer's score of %i with %s", (modelScore, decision, riskScore) => {
    expect(decide(input({ modelScore, isNewcomer: true }))).toMatchObject({ decision, riskScore });
  });

  it("blocks a newcomer where a rule does", () => {
    expect(decide(input({ modelScore: 850, isNewcomer: true, rules: [hit("BLOCK")] })).decision).toBe("BLOCKED");
  });

  it("moves with the thresholds of the organisation", () => {
    const thresholds = { reviewFrom: 300, blockAbove: 600, unseenLimitUsd: 50 };
    expect(decide(input({ modelScore: 299, thresholds })).decision).toBe("APPROVED");
    expect(decide(input({ modelScore: 300, thresholds })).decision).toBe("UNDER_REVIEW");
    expect(decide(input({ modelScore: 601, thresholds })).decision).toBe("BLOCKED");
    expect(decide(input({ rules: [hit("BLOCK")], thresholds })).decision).toBe("BLOCKED");
    const unseen = { modelScore: null, thresholds };
    expect(decide(input({ ...unseen, amountUsd: 50 })).decision).toBe("APPROVED");
    expect(decide(input({ ...unseen, amountUsd: 50.01 })).decision).toBe("UNDER_REVIEW");
  });

  it.each([
    ["BLOCK", "BLOCKED"],
    ["REVIEW", "UNDER_REVIEW"],
    ["ALLOW", "APPROVED"],
  ] as const)("lets a rule that says %s lead to %s, with a score in that band", (action, decision) => {
    const modelScore = action === "ALLOW" ? 750 : 10;
    expect(decide(input({ modelScore, rules: [hit(action)] })).decision).toBe(decision);
  });

  it("lets the most severe rule decide, whatever its place", () => {
    const { decision, hits } = decide(input({ rules: [hit("ALLOW", "a"), hit("REVIEW", "b"), hit("BLOCK", "c")] }));
    expect(decision).toBe("BLOCKED");
    expect(hits.map(({ ruleId }) => ruleId)).toEqual(["c", "b", "a"]);
  });

  it("keeps the model's score where it is higher than the rule's", () => {
    expect(decide(input({ modelScore: 950, rules: [hit("REVIEW")] })).riskScore).toBe(950);
  });

  it("ignores rules that did not hit or whose values are missing", () => {
    const rules = [
      { ruleId: "a", action: "BLOCK" as const, verdict: "not_hit" as const },
      { ruleId: "b", action: "BLOCK" as const, verdict: "missing" as const },
    ];
    expect(decide(input({ rules }))).toMatchObject({ decision: "APPROVED", hits: [] });
  });

  it("approves nothing above the limit without the model", () => {
    expect(decide(input({ modelScore: null, amountUsd: 100.01 })).decision).toBe("UNDER_REVIEW");
    expect(decide(input({ modelScore: null, amountUsd: 100 })).decision).toBe("APPROVED");
    expect(decide(input({ modelScore: null, rules: [hit("BLOCK")] })).decision).toBe("BLOCKED");
  });

  it("is less sure where less is known or the model's members disagree", () => {
    const sure = decide(input()).confidence;
    expect(decide(input({ completeness: 0.4 })).confidence).toBeLessThan(sure);
    expect(decide(input({ agreement: 0.5 })).confidence).toBeLessThan(sure);
  });
});
