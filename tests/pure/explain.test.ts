import { describe, expect, it } from "vitest";
import { adviceFor, explain, sentenceOf } from "../../workers/antifraud/explain.ts";
import { type ReasonCode, reasons } from "../../workers/antifraud/reasons/index.ts";
import type { ReasonFacts } from "../../workers/antifraud/reasons/reason.ts";
import { featureGroupNames } from "../../workers/antifraud/signals/feature-groups.ts";

const facts = (changes: Partial<ReasonFacts> = {}): ReasonFacts => ({
  amount: 640,
  amount_local: 640,
  currency: "USD",
  merchant: "Apple Store Dubai",
  merchant_category: "Electronics",
  country: "AE",
  city: "Dubai",
  payment_method: "card",
  isInternational: true,
  hasCard: true,
  homeCity: "Tashkent",
  is_international: 1,
  category_risk: 2,
  payer_mean_30d: 20,
  payer_amount_to_mean_30d: 30,
  payer_new_device: 1,
  payer_new_country: 1,
  payer_new_merchant: 1,
  payer_travel_km: 2180,
  payer_travel_kmh: 4360,
  ...changes,
});

const contributions = (points: Partial<Record<(typeof featureGroupNames)[number], number>>) =>
  ({ ...Object.fromEntries(featureGroupNames.map((group) => [group, 0])), ...points }) as Record<
    (typeof featureGroupNames)[number],
    number
  >;

const reviewed = { isApproved: false, hasModel: true, contributions: null };

describe("explain", () => {
  it("names the rules that hit first, then one reason for each group, the heaviest first", () => {
    const moved = contributions({ amount: 120, place: 300, access: 90 });
    expect(explain(facts(), ["velocity"], { ...reviewed, contributions: moved })).toEqual([
      "velocity",
      "impossible_travel",
      "high_amount",
      "new_device",
    ]);
  });

  it("says something else of a group that a rule spoke for", () => {
    const moved = contributions({ place: 300 });
    expect(explain(facts(), ["impossible_travel"], { ...reviewed, contributions: moved })).toEqual([
      "impossible_travel",
      "new_place",
    ]);
  });

  it("leaves out groups with hardly a share, those that speak for the payment, and what is not true of it", () => {
    const moved = contributions({ place: 500, time: 20, access: -80, cards: 200 });
    expect(explain(facts({ is_night: 1 }), [], { ...reviewed, contributions: moved })).toEqual(["impossible_travel"]);
  });

  it("names five at most", () => {
    const all = contributions({ place: 9, amount: 8, access: 7, purchase: 6, time: 5, history: 4 });
    const codes = explain(facts({ is_night: 1, payer_age_days: null }), [], { ...reviewed, contributions: all });
    expect(codes).toEqual(["impossible_travel", "high_amount", "new_device", "risky_category", "night"]);
  });

  it("falls back on what applies by weight where the model gave no explanation, without its lesser reasons", () => {
    expect(explain(facts(), [], { ...reviewed, hasModel: false })).toEqual([
      "impossible_travel",
      "new_place",
      "high_amount",
      "new_device",
      "international",
      "model_unavailable",
    ]);
  });

  it("says that the signals together resemble fraud where no sentence is true", () => {
    const moved = contributions({ cards: 400 });
    expect(explain(facts(), [], { ...reviewed, contributions: moved })).toEqual(["model_pattern"]);
  });

  it("gives no reasons for what is approved, unless the model did not answer", () => {
    expect(explain(facts(), [], { ...reviewed, isApproved: true })).toEqual([]);
    expect(explain(facts(), [], { ...reviewed, isApproved: true, hasModel: false })).toEqual(["model_unavailable"]);
  });

  it("advises by the leading reason", () => {
    expect(adviceFor(["card_trial", "high_amount"], false, "en")).toBe("Suspend the card and investigate the device");
  });
});

describe("the sentences", () => {
  const codes = Object.keys(reasons) as ReasonCode[];

  it("speak for every group", () => {
    expect(new Set(codes.flatMap((code) => reasons[code].group ?? []))).toEqual(new Set(featureGroupNames));
  });

  it.each(codes)("%s is said in three languages, also where nothing is known", (code) => {
    for (const known of [facts(), facts({ country: null, city: null, homeCity: null, merchant_category: "" })]) {
      const said = (["uz", "ru", "en"] as const).map((language) => sentenceOf(code, known, language));
      expect(new Set(said).size).toBe(3);
      for (const sentence of said) expect(sentence).not.toMatch(/undefined|null|NaN/);
    }
  });
});
