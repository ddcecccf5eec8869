import { featureNames } from "../signals/features.ts";
import { countsOf, type Distribution, distributionOf } from "./distributions.ts";
import type { ScoredSample } from "./scored-payments.ts";
import type { ReferenceRow } from "./watch-store.ts";

/** From what a model learned, or the first days on which it scored an organisation's payments. */
export const referenceKinds = ["training", "first_days"] as const;

/** Scores and every feature, in the order of the model's inputs. */
export type Distributions = { score: Distribution; features: Distribution[] };

/** The counts of a day's scores and features, by the edges of the reference. */
export type Counted = { score: number[]; features: number[][] };

/**
 * Days from which on all ages count alike. The training cuts them there (`AGE_CAP_DAYS` in models/training/dataset.py), so the
 * model cannot tell them apart; and everything grows older, which is no drift.
 */
const AGE_CAP_DAYS = 20;
const isAge = featureNames.map((name) => name.endsWith("_age_days"));

/** The values of a sample, feature by feature. */
const columnsOf = (sample: readonly ScoredSample[]): (number | null)[][] =>
  (sample[0]?.features ?? []).map((_, i) =>
    sample.map(({ features }) => {
      const value = features[i] ?? null;
      return isAge[i] && value !== null ? Math.min(value, AGE_CAP_DAYS) : value;
    }),
  );

/** A reference from a sample. */
export const describeSample = (sample: readonly ScoredSample[]): Distributions => ({
  score: distributionOf(sample.map(({ score }) => score)),
  features: columnsOf(sample).map(distributionOf),
});

/** A sample counted by the edges of a reference. */
export function countSample(reference: Distributions, sample: readonly ScoredSample[]): Counted {
  const columns = columnsOf(sample);
  return {
    score: countsOf(
      reference.score.edges,
      sample.map(({ score }) => score),
    ),
    features: reference.features.map(({ edges }, i) => countsOf(edges, columns[i] ?? [])),
  };
}

/** What a model says that it learned from. Features reach it as 32-bit floats, so their edges are cut to those. */
export function trainingReference(
  { organizationId, version }: { organizationId: string; version: string },
  { reference }: { reference?: Distributions & { payments: number } },
): ReferenceRow | undefined {
  if (!reference) return undefined;
  const { payments, score } = reference;
  const features = reference.features.map(({ edges, counts }) => ({ edges: edges.map(Math.fround), counts }));
  const distributions = { score, features };
  return { organizationId, version, kind: "training", fromDay: null, toDay: null, payments, distributions };
}
