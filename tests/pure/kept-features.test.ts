import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  featureNames,
  featuresOf,
  missingFeatures,
  packVector,
  roundToVector,
  toVector,
} from "../../workers/antifraud/signals/features.ts";

/** What a decision was judged by, given what was computed, and what its record says of it. */
function judgedAndRead(computed: (number | null)[]) {
  const features = missingFeatures();
  for (const [i, value] of computed.entries()) features[featureNames[i]!] = value;
  const before = toVector(features);
  roundToVector(features);
  expect(packVector(toVector(features))).toBe(packVector(before));
  return { judged: features, read: featuresOf(packVector(before)) };
}

describe("the features of a decision", () => {
  it("are read from its record to the bit as its rules saw them, and the model sees what it always saw", () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constant(null),
      fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(10, 100, 1e4, 1e6)).map(([n, unit]) => n / unit),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: featureNames.length }), (computed) => {
        const { judged, read } = judgedAndRead(computed);
        for (const name of featureNames) expect(Object.is(read[name], judged[name]), name).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("are the short decimals that people compare with", () => {
    const shares = Array.from({ length: 20 }, (_, n) => Array.from({ length: n + 1 }, (_, k) => k / (n + 1))).flat();
    const written = [
      ...shares.filter((share) => Number.isInteger(share * 100)),
      0.1,
      0.7,
      0.9,
      500.1,
      1234.56,
      16_777_216,
    ];
    for (let i = 0; i < written.length; i += featureNames.length) {
      const some = written.slice(i, i + featureNames.length);
      const { judged } = judgedAndRead(some);
      expect(featureNames.slice(0, some.length).map((name) => judged[name])).toEqual(some);
    }
  });

  it("are missing where they are no number, or younger than the record", () => {
    expect(judgedAndRead([Number.NaN]).judged[featureNames[0]!]).toBeNull();
    const old = featuresOf(packVector(Float32Array.of(1.5, Number.NaN)));
    expect(old).toEqual({ ...missingFeatures(), [featureNames[0]!]: 1.5 });
  });
});
