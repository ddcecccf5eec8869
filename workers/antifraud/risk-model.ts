import modelBytes from "../../models/fraud-risk/model.onnx";
import scoreScale from "../../models/fraud-risk/score-scale.json" with { type: "json" };
import type { ModelOpinion } from "./assess-payment.ts";
import { type ModelSession, openSession, runSession } from "./onnx-sessions.ts";
import { toScore } from "./score-scale.ts";

/** How a model's answers are read: what it calls itself, how many features it takes, and its scale of scores. */
export type ModelReading = {
  version: string;
  featureCount: number;
  scale: readonly (readonly [probability: number, score: number])[];
};

/** The model that comes with the service. */
export const BUNDLED_VERSION = scoreScale.version;
const scale = scoreScale.scale as [number, number][];

let session: Promise<ModelSession> | undefined;

/**
 * The opinion of models/fraud-risk/model.onnx on one feature vector. The session is created once an isolate, with the
 * first health check or payment; a failed start is tried again with the next payment.
 */
export async function askRiskModel(vector: Float32Array): Promise<ModelOpinion> {
  session ??= openSession(new Uint8Array(modelBytes)).catch((failure) => {
    session = undefined;
    throw failure;
  });
  return askSession(await session, { version: BUNDLED_VERSION, featureCount: vector.length, scale }, vector);
}

/** The opinion of any model; features are only ever added at the end, so that an older model takes the first ones. */
export async function askSession(
  ready: ModelSession,
  { version, featureCount, scale }: ModelReading,
  vector: Float32Array,
): Promise<ModelOpinion> {
  const { probability, members } = await runSession(ready, vector.subarray(0, featureCount));
  if (!(probability >= 0 && probability <= 1)) throw new Error("The model answers no probability");
  return {
    version,
    probability,
    score: toScore(scale, probability),
    agreement: members.length === 0 ? 1 : 1 - (Math.max(...members) - Math.min(...members)),
  };
}
