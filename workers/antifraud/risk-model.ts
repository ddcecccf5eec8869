import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import * as ort from "onnxruntime-web/wasm";
import baseline from "../../models/fraud-risk/baseline.json" with { type: "json" };
import modelBytes from "../../models/fraud-risk/model.onnx";
import scoreScale from "../../models/fraud-risk/score-scale.json" with { type: "json" };
import type { ModelOpinion } from "./assess-payment.ts";
import { type Contributions, contributionsOf, rowsToCompare } from "./contributions.ts";
import { toScore } from "./score-scale.ts";
import { featureNames } from "./signals/features.ts";

let session: Promise<ort.InferenceSession> | undefined;
/** The end of the run that was begun last. */
let lastRun: Promise<unknown> = Promise.resolve();

/** An ordinary payment, with which others are compared. */
const ordinary = Float32Array.from(featureNames, (name) => baseline[name] ?? Number.NaN);

const scoreOf = (probability: number) => toScore(scoreScale.scale as [number, number][], probability);

/** The opinion of models/fraud-risk/model.onnx on one feature vector. */
export async function askRiskModel(vector: Float32Array): Promise<ModelOpinion> {
  const output = await run(vector);
  const probability = Number(output.probability!.data[0]);
  const members = Array.from(output.members!.data as Float32Array);
  return {
    version: scoreScale.version,
    probability,
    score: scoreOf(probability),
    agreement: 1 - (Math.max(...members) - Math.min(...members)),
  };
}

/** How much each circumstance of a payment makes up in its score. */
export async function askContributions(vector: Float32Array): Promise<Contributions> {
  const output = await run(rowsToCompare(vector, ordinary));
  return contributionsOf(Array.from(output.probability!.data as Float32Array, scoreOf));
}

/**
 * Runs the model on vectors that stand one behind the other. The session is created once an isolate, with the first health
 * check or payment; a failed start is tried again with the next payment.
 */
async function run(vectors: Float32Array): Promise<ort.InferenceSession.ReturnType> {
  session ??= startSession().catch((failure) => {
    session = undefined;
    throw failure;
  });
  const ready = await session;
  const width = featureNames.length;
  const input = new ort.Tensor("float32", vectors, [vectors.length / width, width]);
  // One run after the other: the runtime awaits between saving and restoring its stack, so two that overlap corrupt it.
  const next = lastRun.then(() => ready.run({ features: input }));
  lastRun = next.catch(() => {});
  return next;
}

/**
 * The platform compiles WebAssembly ahead of time only, while the runtime insists on compiling bytes by itself: while
 * the session starts, instantiation is answered with the module that was compiled with the Worker.
 */
async function startSession(): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = new Uint8Array([0]).buffer;
  const instantiate = WebAssembly.instantiate;
  // SAFETY: the runtime calls instantiate(bytes, imports) once and reads { instance, module } of the result.
  WebAssembly.instantiate = (async (_bytes: BufferSource, imports: WebAssembly.Imports) => {
    const instance = await instantiate(runtime, imports);
    return { instance, module: runtime };
  }) as unknown as typeof WebAssembly.instantiate;
  try {
    return await ort.InferenceSession.create(new Uint8Array(modelBytes), {
      executionProviders: ["wasm"],
      graphOptimizationLevel: "all",
    });
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}
