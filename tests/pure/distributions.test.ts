import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countsOf,
  distributionOf,
  missingShare,
  placesOf,
  stabilityIndex,
  total,
} from "../../workers/antifraud/watch/distributions.ts";
import { type Figures, findingsOf } from "../../workers/antifraud/watch/figures.ts";

const values = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 300 });

describe("a distribution", () => {
  it("counts every value once, where it lies", () => {
    expect(countsOf([1, 5], [0, 1, 1, 3, 5, 9, 9, 9, null])).toEqual([1, 2, 1, 1, 3, 1]);
    fc.assert(
      fc.property(values, (sample) => {
        const { edges, counts } = distributionOf(sample);
        expect(counts).toHaveLength(placesOf(edges));
        expect(total(counts)).toBe(sample.length);
        expect([...edges].sort((a, b) => a - b)).toEqual(edges);
        expect(missingShare(counts) * sample.length).toBeCloseTo(sample.filter((value) => value === null).length, 6);
      }),
    );
  });

  it("cuts at tenths, of a switch only where it stands", () => {
    expect(distributionOf(Array.from({ length: 100 }, (_, i) => i)).edges).toEqual([
      10, 20, 30, 40, 50, 60, 70, 80, 90,
    ]);
    expect(distributionOf([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]).edges).toEqual([1]);
    expect(distributionOf([null, null])).toEqual({ edges: [], counts: [0, 2] });
  });
});

describe("the stability index", () => {
  it("is that of the formula", () => {
    // (.6 − .5) ln(.6/.5) + (.4 − .5) ln(.4/.5)
    expect(stabilityIndex([50, 50], [60, 40])).toBeCloseTo(0.0405465, 6);
  });

  it("is nothing where nothing moved, and unknown where nothing was counted", () => {
    fc.assert(
      fc.property(values, (sample) => {
        const { edges, counts } = distributionOf(sample);
        expect(stabilityIndex(counts, countsOf(edges, sample))).toBe(sample.length === 0 ? null : 0);
      }),
    );
    expect(stabilityIndex([0, 0], [3, 4])).toBeNull();
    expect(stabilityIndex([3, 4], [0, 0])).toBeNull();
  });

  it.each([
    ["a switch that was always on goes off", Array(500).fill(1), Array(500).fill(0)],
    ["a switch that was always off goes on", Array(500).fill(0), Array(500).fill(1)],
    ["a feature goes missing", Array(500).fill(7), Array(500).fill(null)],
    ["a feature that was always missing appears", Array(500).fill(null), Array(500).fill(7)],
    [
      "values grow",
      Array.from({ length: 500 }, (_, i) => i / 500),
      Array.from({ length: 500 }, (_, i) => 0.3 + i / 500),
    ],
  ])("sees that %s", (_, before: (number | null)[], after: (number | null)[]) => {
    const { edges, counts } = distributionOf(before);
    expect(stabilityIndex(counts, countsOf(edges, after))).toBeGreaterThan(0.25);
  });
});

describe("findings", () => {
  const fine: Figures = {
    scoreDrift: 0.02,
    featureDrift: 0.05,
    worstFeature: "hour",
    outcomes: { truePositives: 90, falsePositives: 60, falseNegatives: 10, trueNegatives: 9840 },
    labelLatency: [{ source: "chargeback", reports: 100, p50: 3, p90: 30 }],
  };
  const kindsOf = (changes: Partial<Figures>) => findingsOf({ ...fine, ...changes }).map(({ kind }) => kind);

  it.each<[string, Partial<Figures>, string[]]>([
    ["nothing, of a model that does well", {}, []],
    ["nothing, of a model that is new", { scoreDrift: null, featureDrift: null, worstFeature: null }, []],
    ["drift", { scoreDrift: 0.25, featureDrift: 0.25 }, ["feature_drift", "score_drift"]],
    [
      "that most fraud passes",
      { outcomes: { truePositives: 10, falsePositives: 5, falseNegatives: 30, trueNegatives: 9955 } },
      ["low_recall"],
    ],
    [
      "nothing, where too few frauds are known to tell",
      { outcomes: { truePositives: 1, falsePositives: 5, falseNegatives: 10, trueNegatives: 9955 } },
      [],
    ],
    [
      "that nearly all who are held up are honest",
      { outcomes: { truePositives: 50, falsePositives: 460, falseNegatives: 1, trueNegatives: 9489 } },
      ["low_precision"],
    ],
    ["late labels", { labelLatency: [{ source: "chargeback", reports: 100, p50: 7.1, p90: 30 }] }, ["late_labels"]],
    ["nothing of a few late labels", { labelLatency: [{ source: "chargeback", reports: 5, p50: 9, p90: 30 }] }, []],
  ])("are %s", (_, changes, kinds) => {
    expect(kindsOf(changes)).toEqual(kinds);
  });
});
