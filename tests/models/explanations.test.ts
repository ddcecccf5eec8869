import { readFileSync } from "node:fs";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import baseline from "../../models/fraud-risk/baseline.json" with { type: "json" };
import { Activity } from "../../models/training/activity.ts";
import { DEFAULT_START, simulate } from "../../models/training/simulate.ts";
import type { Pattern } from "../../models/training/simulator/world.ts";
import { assessPayment } from "../../workers/antifraud/assess-payment.ts";
import { contributionsOf, leadingGroups, rowsToCompare } from "../../workers/antifraud/contributions.ts";
import { defaultThresholds } from "../../workers/antifraud/decide.ts";
import { builtInRules } from "../../workers/antifraud/own-rules/rules-in-force.ts";
import type { ReasonCode } from "../../workers/antifraud/reasons/index.ts";
import { toScore } from "../../workers/antifraud/score-scale.ts";
import { featureGroupNames, featureGroups } from "../../workers/antifraud/signals/feature-groups.ts";
import { featureNames, toVector } from "../../workers/antifraud/signals/features.ts";
import { LABEL_DELAY_MS } from "../../workers/antifraud/signals/labels.ts";
import { DAY } from "../../workers/antifraud/signals/windows.ts";

const artefact = (name: string) => readFileSync(`${import.meta.dirname}/../../models/fraud-risk/${name}`);
const { version, scale }: { version: string; scale: [number, number][] } = JSON.parse(
  artefact("score-scale.json").toString(),
);
const ordinary = Float32Array.from(featureNames, (name) => baseline[name] ?? Number.NaN);

let session: ort.InferenceSession;
beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  session = await ort.InferenceSession.create(artefact("model.onnx"), { executionProviders: ["wasm"] });
});

async function probabilitiesOf(vectors: Float32Array): Promise<number[]> {
  const features = new ort.Tensor("float32", vectors, [vectors.length / featureNames.length, featureNames.length]);
  return Array.from((await session.run({ features })).probability!.data as Float32Array);
}

describe("feature groups", () => {
  it("hold every feature exactly once", () => {
    const grouped = featureGroupNames.flatMap((group): readonly string[] => featureGroups[group].features);
    expect(grouped.toSorted()).toEqual(featureNames.toSorted());
  });
});

describe("baseline.json", () => {
  it("describes an ordinary payment, feature by feature in their order", async () => {
    expect(Object.keys(baseline)).toEqual([...featureNames]);
    const [probability] = await probabilitiesOf(ordinary);
    expect(toScore(scale, probability!)).toBeLessThan(200);
  });
});

describe("contributions", () => {
  it("are none where the payment is the ordinary one, whose missing values compare as equal", async () => {
    const scores = (await probabilitiesOf(rowsToCompare(ordinary, ordinary))).map((p) => toScore(scale, p));
    const contributions = contributionsOf(scores);
    expect(new Set(Object.values(contributions))).toEqual(new Set([0]));
    expect(leadingGroups(contributions)).toEqual([]);
  });

  it("fall to the one group that differs", async () => {
    const large = ordinary.slice();
    for (const name of featureGroups.amount.features) large[featureNames.indexOf(name)]! *= 400;
    const scores = (await probabilitiesOf(rowsToCompare(large, ordinary))).map((p) => toScore(scale, p));
    expect(leadingGroups(contributionsOf(scores))).toEqual(["amount"]);
    expect(contributionsOf(scores).amount).toBe(scores[0]! - scores[1]!);
  });
});

/**
 * What models/training/simulator/fraud plants in every payment of a pattern, or in the campaign that it belongs to. The
 * category is no cause of any pattern here, although thieves choose it: it would fit nearly every fraud.
 */
const planted: Record<Pattern, { why: string; causes: ReasonCode[] }> = {
  card_testing: {
    why: "many cards are tried with tiny sums at one merchant from one new device or address, most are declined, some under accounts of the thief",
    causes: [
      "card_testing",
      "card_trial",
      "trial_amount",
      "trial_payments",
      "shared_device",
      "shared_address",
      "many_cards",
      "declines",
      "merchant_surge",
      "merchant_crowd",
      "merchant_declines",
      "device_frauds",
      "address_frauds",
    ],
  },
  account_takeover: {
    why: "someone else pays several times within hours from a new device and a far city, much more than usual, half of them at night",
    causes: [
      "new_device",
      "new_address",
      "fresh_device",
      "fresh_address",
      "large_amount_new_access",
      "impossible_travel",
      "new_place",
      "international",
      "high_amount",
      "unusual_hour",
      "night",
      "velocity",
      "busy_hour",
      "quick_repeat",
      "device_frauds",
      "address_frauds",
      "payer_frauds",
    ],
  },
  merchant_compromise: {
    why: "leaked cards are spent at a few merchants, from new devices and far addresses that a third of the rings share, with ordinary sums",
    causes: [
      "merchant_frauds",
      "merchant_surge",
      "merchant_crowd",
      "new_device",
      "new_address",
      "fresh_device",
      "fresh_address",
      "shared_device",
      "impossible_travel",
      "new_place",
      "international",
      "device_frauds",
      "address_frauds",
      "payer_frauds",
    ],
  },
  mule_burst: {
    why: "one person, mostly a young account on a new device, pays with many cards within an hour or two, half of it in round sums",
    causes: [
      "many_cards",
      "velocity",
      "busy_hour",
      "shared_device",
      "shared_address",
      "card_testing",
      "fresh_device",
      "fresh_address",
      "first_payment",
      "young_payer",
      "round_amount",
      "device_frauds",
      "address_frauds",
    ],
  },
  high_amount: {
    why: "one to three very large payments abroad",
    causes: [
      "large_amount_abroad",
      "large_amount",
      "large_amount_new_access",
      "high_amount",
      "large_for_merchant",
      "impossible_travel",
      "new_place",
      "international",
    ],
  },
};

/** Seeds 1, 2, 3 and 5 made the model, 11, 12 and 13 the explanations; nobody looked at this one before. */
const UNSEEN_SEED = 17;

describe("the leading reason of a simulated fraud", () => {
  const named = new Map<Pattern, ReasonCode[]>();

  beforeAll(async () => {
    const activity = new Activity(LABEL_DELAY_MS);
    const options = { seed: UNSEEN_SEED, days: 45, customers: 2500, startAt: DEFAULT_START };
    for (const { transaction, pattern, labelledAt } of simulate(options)) {
      const { features, brief } = activity.replay(transaction);
      if (pattern === null) continue;
      activity.reportFraud(brief, labelledAt);
      if (brief.payment.at < DEFAULT_START + 15 * DAY) continue;
      const vector = toVector(features);
      const probabilities = await probabilitiesOf(rowsToCompare(vector, ordinary));
      const scores = probabilities.map((p) => toScore(scale, p));
      const [score] = scores;
      if (score! < defaultThresholds.reviewFrom) continue;
      const { evidence } = assessPayment({
        brief,
        features,
        recorded: {},
        vector,
        homeCity: null,
        model: { version, probability: probabilities[0]!, score: score!, agreement: 1 },
        contributions: contributionsOf(scores),
        thresholds: defaultThresholds,
        inForce: builtInRules,
        snoozed: new Set(),
        tripped: new Set(),
        lists: null,
        degraded: [],
        language: "en",
        timings: { gather: 0, assess: 0, total: 0 },
      });
      named.set(pattern, [...(named.get(pattern) ?? []), evidence.reasons[0]!]);
    }
  }, 120_000);

  it.each(Object.entries(planted))("is a planted cause in nine of ten frauds by %s", (pattern, { causes }) => {
    const reasons = named.get(pattern as Pattern) ?? [];
    const right = reasons.filter((code) => causes.includes(code));
    const counts = [...Map.groupBy(reasons, (code) => code)].map(([code, of]) => `${code} ${of.length}`);
    expect(reasons.length).toBeGreaterThan(80);
    expect(right.length / reasons.length, counts.join(", ")).toBeGreaterThanOrEqual(0.9);
  });
});
