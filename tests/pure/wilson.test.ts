import { describe, expect, it } from "vitest";
import { wilsonLower } from "../../workers/antifraud/analytics/wilson.ts";

describe("the lower end of Wilson's interval", () => {
  it.each([
    [0, 0, 0],
    [0, 20, 0],
    [10, 100, 0.05522914],
    [1, 10, 0.01787621],
    [5, 10, 0.23659309],
    [10, 10, 0.7224672],
    [1, 1, 0.20654931],
    [500, 1000, 0.46906961],
  ])("of %i in %i is %f", (successes, trials, lower) => {
    expect(wilsonLower(successes, trials)).toBeCloseTo(lower, 6);
  });

  it("rises with the trials of the same share, and stays below it", () => {
    const bounds = [10, 100, 1000, 10_000].map((trials) => wilsonLower(trials / 5, trials));
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(bounds.at(-1)).toBeLessThan(0.2);
  });
});
