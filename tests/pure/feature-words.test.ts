import { describe, expect, it } from "vitest";
import features from "../../models/fraud-risk/features.json" with { type: "json" };
import { dictionaries, languages } from "../../site/src/i18n/index.ts";
import { nameFeature } from "../../site/src/transaction/name-feature.ts";

describe.each(languages)("features in %s", (language) => {
  const words = dictionaries[language].features;

  it("have a name of their own", () => {
    const named = Map.groupBy(features, ({ name }) => nameFeature(name, words));
    expect(named.get(undefined)).toBeUndefined();
  });

  it("have a word for every unit but yes and no", () => {
    const units = new Set(features.map(({ unit }) => unit).filter((unit) => unit !== "0/1"));
    expect([...units].filter((unit) => !words.units[unit])).toEqual([]);
  });
});
