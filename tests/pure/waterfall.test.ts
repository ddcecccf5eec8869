import { describe, expect, it } from "vitest";
import { SHOWN, waterfallSteps } from "../../site/src/ui/waterfall-steps.ts";

const points = [219, 157, 145, 59, 42, 40, 38, 1, 0, -4, -22, -180];
const contributions = points.map((value, i) => ({ group: `g${i}`, title: `Group ${i}`, points: value }));

describe("the bars under a score", () => {
  it("lead from an ordinary payment's own score to this one's, the rest as a bar of its own", () => {
    const { base, steps } = waterfallSteps(contributions, 510, 12);
    expect(base).toBe(12);
    expect(steps.map(({ points: value }) => value)).toEqual([219, 157, 145, 59, 42, 40, 38, -180, -22]);
    expect(steps.at(-1)).toEqual({ points: -22, from: 532, to: 510 });
    expect(steps.every(({ from }, i) => from === (steps[i - 1]?.to ?? base))).toBe(true);
  });

  it("leave no weighty circumstance out because it speaks for the payment", () => {
    const groups = waterfallSteps(contributions, 510, 12).steps.flatMap(({ group }) => group ?? []);
    expect(groups).toHaveLength(SHOWN);
    expect(groups).toContain("g11");
  });

  it("begin with what is left where an ordinary payment's score was not kept", () => {
    const { base, steps } = waterfallSteps(contributions.slice(0, 2), 510, null);
    expect(base).toBe(510 - 219 - 157);
    expect(steps.at(-1)?.to).toBe(510);
    expect(steps).toHaveLength(2);
  });

  it("need no bar for the rest where there is none", () => {
    expect(waterfallSteps(contributions.slice(0, 2), 400, 24).steps).toHaveLength(2);
  });
});
