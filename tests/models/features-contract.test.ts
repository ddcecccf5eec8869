import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toScore } from "../../workers/antifraud/score-scale.ts";
import { featureNames } from "../../workers/antifraud/signals/features.ts";

const artefact = (name: string) => readFileSync(`${import.meta.dirname}/../../models/fraud-risk/${name}`);
const parse = (name: string) => JSON.parse(artefact(name).toString());

const described: { name: string; unit: string; meaning: string; missing: string }[] = parse("features.json");
const { version, scale }: { version: string; scale: [number, number][] } = parse("score-scale.json");
const golden: { features: (number | null)[]; probability: number; members: number[] }[] = parse("golden.json");

describe("models/fraud-risk", () => {
  it("describes exactly the features that the code computes, in their order", () => {
    expect(described.map(({ name }) => name)).toEqual([...featureNames]);
    for (const feature of described) for (const text of Object.values(feature)) expect(text).not.toBe("");
  });

  it("maps a higher probability onto a higher score, from 0 to 1000", () => {
    expect(version).toMatch(/^v\d+\.\d+\.\d+-ensemble$/);
    expect(scale[0]).toEqual([0, 0]);
    expect(scale.at(-1)).toEqual([1, 1000]);
    for (const [i, [probability, score]] of scale.entries()) {
      if (i === 0) continue;
      expect(probability).toBeGreaterThan(scale[i - 1]![0]);
      expect(score).toBeGreaterThan(scale[i - 1]![1]);
    }
  });

  it("keeps golden rows of the right length on both sides of the thresholds", () => {
    expect(golden.length).toBeGreaterThanOrEqual(200);
    const scores = golden.map(({ probability }) => toScore(scale, probability));
    expect(scores.some((score) => score < 500)).toBe(true);
    expect(scores.some((score) => score > 800)).toBe(true);
    for (const { features, members } of golden) {
      expect(features).toHaveLength(featureNames.length);
      expect(members).toHaveLength(3);
    }
  });

  it("is small enough to travel with the Worker", () => {
    expect(artefact("model.onnx").length).toBeLessThan(2_000_000);
  });
});
