import * as ort from "onnxruntime-web/wasm";

/** A model that is ready to answer. */
export type ModelSession = ort.InferenceSession;

/** What a model said of one row, as it said it. */
export type RawOpinion = { probability: number; members: number[] };

/** The end of the use that was begun last. */
let lastUse: Promise<unknown> = Promise.resolve();

/** One use after the other: the runtime awaits between saving and restoring its stack, so two that overlap corrupt it. */
function inTurn<Result>(use: () => Promise<Result>): Promise<Result> {
  const turn = lastUse.then(use);
  lastUse = turn.catch(() => {});
  return turn;
}

/** Opens a model; the first one of an isolate starts the runtime. */
export const openSession = (model: Uint8Array): Promise<ModelSession> => inTurn(() => startSession(model));

export const closeSession = (session: ModelSession): Promise<void> => inTurn(() => session.release());

/** The answers of a model to rows of a width that stand one behind the other. */
export async function runSession(session: ModelSession, rows: Float32Array, width: number): Promise<RawOpinion[]> {
  const count = rows.length / width;
  const input = new ort.Tensor("float32", rows, [count, width]);
  const output = await inTurn(() => session.run({ features: input }));
  const members = (output.members?.data as Float32Array | undefined) ?? new Float32Array(0);
  const each = members.length / count;
  return Array.from(output.probability!.data as Float32Array, (probability, row) => ({
    probability,
    members: Array.from(members.subarray(row * each, (row + 1) * each)),
  }));
}

/**
 * The platform compiles WebAssembly ahead of time only, while the runtime insists on compiling bytes by itself: while
 * a session starts, instantiation is answered with the module that was compiled with the Worker. It is loaded with the first
 * session, so that isolates that never decide do without it.
 */
async function startSession(model: Uint8Array): Promise<ModelSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = new Uint8Array([0]).buffer;
  const { default: runtime } = await import("onnxruntime-web/ort-wasm-simd-threaded.wasm");
  const instantiate = WebAssembly.instantiate;
  // SAFETY: the runtime calls instantiate(bytes, imports) once and reads { instance, module } of the result.
  WebAssembly.instantiate = (async (_bytes: BufferSource, imports: WebAssembly.Imports) => {
    const instance = await instantiate(runtime, imports);
    return { instance, module: runtime };
  }) as unknown as typeof WebAssembly.instantiate;
  try {
    return await ort.InferenceSession.create(model, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}
