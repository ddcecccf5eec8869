import baseline from "../../models/fraud-risk/baseline.json" with { type: "json" };
import scoreScale from "../../models/fraud-risk/score-scale.json" with { type: "json" };
import type { ModelOpinion } from "./assess-payment.ts";
import { type Contributions, contributionsOf, rowsToCompare } from "./contributions.ts";
import { type ModelSession, openSession, runSession } from "./onnx-sessions.ts";
import { toScore } from "./score-scale.ts";
import { featureNames } from "./signals/features.ts";

/** How a model's answers are read: what it calls itself, how many features it takes, and its scale of scores. */
export type ModelReading = {
  version: string;
  featureCount: number;
  scale: readonly (readonly [probability: number, score: number])[];
};

/** A model that can be asked. */
export type ReadyModel = { session: ModelSession; reading: ModelReading };

/** The model that comes with the service. */
export const BUNDLED_VERSION = scoreScale.version;
const bundled: ModelReading = {
  version: BUNDLED_VERSION,
  featureCount: featureNames.length,
  scale: scoreScale.scale as [number, number][],
};

/** An ordinary payment, with which others are compared. */
const ordinary = Float32Array.from(featureNames, (name) => baseline[name] ?? Number.NaN);

let session: Promise<ModelSession> | undefined;

/**
 * models/fraud-risk/model.onnx. Its session is created once an isolate, with the first health check or payment; a failed
 * start is tried again with the next payment.
 */
export async function bundledModel(): Promise<ReadyModel> {
  session ??= openBundled().catch((failure) => {
    session = undefined;
    throw failure;
  });
  return { session: await session, reading: bundled };
}

async function openBundled(): Promise<ModelSession> {
  const { default: modelBytes } = await import("../../models/fraud-risk/model.onnx");
  return openSession(new Uint8Array(modelBytes));
}

/** The opinion of a model on one payment; features are only ever added at the end, so that an older model takes the first ones. */
export async function askModel({ session, reading }: ReadyModel, vector: Float32Array): Promise<ModelOpinion> {
  const { version, featureCount, scale } = reading;
  const [opinion] = await runSession(session, vector.subarray(0, featureCount), featureCount);
  const { probability, members } = opinion!;
  if (!(probability >= 0 && probability <= 1)) throw new Error("The model answers no probability");
  return {
    version,
    probability,
    score: toScore(scale, probability),
    agreement: members.length === 0 ? 1 : 1 - (Math.max(...members) - Math.min(...members)),
  };
}

/** How a model came to a score: what it gives an ordinary payment, and how much each circumstance of this one makes up. */
export type Explanation = { ordinaryScore: number; contributions: Contributions };

/** Explains the score of a payment by a model, in one run. */
export async function explainModel({ session, reading }: ReadyModel, vector: Float32Array): Promise<Explanation> {
  const { featureCount, scale } = reading;
  const rows = rowsToCompare(vector.subarray(0, featureCount), ordinary.subarray(0, featureCount));
  const opinions = await runSession(session, rows, featureCount);
  const scores = opinions.map(({ probability }) => toScore(scale, probability));
  return { ordinaryScore: scores[1] ?? 0, contributions: contributionsOf(scores) };
}
