import { type FeatureGroup, featureGroups, featureGroupNames as groups } from "./signals/feature-groups.ts";
import { type FeatureName, featureNames } from "./signals/features.ts";

/** How many points of the score each circumstance makes up; negative where it speaks for the payment. */
export type Contributions = Record<FeatureGroup, number>;

const placesOf = groups.map((group) =>
  (featureGroups[group].features as readonly FeatureName[]).map((name) => featureNames.indexOf(name)),
);

/**
 * What to ask the model about a payment, as rows of one run: the payment, an ordinary payment, then for each group the
 * payment with the group ordinary, and an ordinary payment with the group as it is.
 */
export function rowsToCompare(vector: Float32Array, ordinary: Float32Array): Float32Array {
  const width = vector.length;
  const rows = new Float32Array(width * (2 + 2 * groups.length));
  rows.set(vector, 0);
  rows.set(ordinary, width);
  placesOf.forEach((places, group) => {
    const without = width * (2 + 2 * group);
    const alone = without + width;
    rows.set(vector, without);
    rows.set(ordinary, alone);
    for (const place of places) {
      // An older model takes fewer features.
      if (place >= width) continue;
      rows[without + place] = ordinary[place]!;
      rows[alone + place] = vector[place]!;
    }
  });
  return rows;
}

/**
 * How much the fall of the score counts where the group is made ordinary; the rest is the rise of an ordinary payment that
 * gets the group. The fall is what happened to this payment, but where two groups say the same it does not fall without
 * one; half and half named the planted causes of simulated frauds less often, and so did either alone (CARD.md).
 */
const FALL_WEIGHT = 0.75;

/** What each group makes up, of the scores of those rows. */
export function contributionsOf(scores: readonly number[]): Contributions {
  const [payment = 0, ordinary = 0] = scores;
  const points = groups.map((group, i) => {
    const [without = 0, alone = 0] = scores.slice(2 + 2 * i, 4 + 2 * i);
    return [group, Math.round(FALL_WEIGHT * (payment - without) + (1 - FALL_WEIGHT) * (alone - ordinary))];
  });
  return Object.fromEntries(points);
}

/** A group that makes up less than this share of what speaks against the payment is not worth a sentence. */
const LEAST_SHARE = 0.05;

/** The groups that speak against a payment, the heaviest first. */
export function leadingGroups(contributions: Contributions): FeatureGroup[] {
  const against = groups.filter((group) => contributions[group] > 0);
  const total = against.reduce((sum, group) => sum + contributions[group], 0);
  return against
    .filter((group) => contributions[group] >= LEAST_SHARE * total)
    .sort((a, b) => contributions[b] - contributions[a]);
}
