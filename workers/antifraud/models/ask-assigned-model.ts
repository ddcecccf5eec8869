import { describeFailure, log } from "#platform/log";
import type { ModelOpinion } from "../assess-payment.ts";
import type { DegradedPart } from "../evidence-schema.ts";
import { askModel, bundledModel, type ReadyModel } from "../risk-model.ts";
import { isOfCanary, type ModelAssignment, type ServedModel } from "./assignment.ts";
import { loadModel } from "./load-model.ts";

/** How long a decision waits for a model that is being loaded for the first time. */
const WAIT_MS = 250;

/** What a model said of a payment, and the model itself, to be asked why. */
export type Asked = { opinion: ModelOpinion; by: ReadyModel };

/**
 * The opinion that counts for a payer: of the canary for its share of them, else of the champion. What cannot answer is
 * replaced by the next, the shipped model last; a champion that is missing is named as degraded.
 */
export async function askAssignedModel(
  env: Env,
  assignment: ModelAssignment | null,
  payer: string,
  vector: Float32Array,
): Promise<{ asked: Asked | null; degraded: DegradedPart[] }> {
  const { champion = null, canary = null } = assignment ?? {};
  const chosen = canary && isOfCanary(canary, payer) ? canary.model : null;
  for (const model of [chosen, champion]) {
    const asked = model && (await askUploaded(env, model, vector, WAIT_MS));
    if (asked) return { asked, degraded: [] };
  }
  return { asked: await askBundled(vector), degraded: champion ? ["champion_model"] : [] };
}

/** The opinion of an uploaded model, or null where it cannot be had. */
export async function askUploaded(
  env: Env,
  model: ServedModel,
  vector: Float32Array,
  waitMs: number,
): Promise<Asked | null> {
  try {
    const session = await loadModel(env, model, waitMs);
    return session && (await ask({ session, reading: model }, vector));
  } catch (failure) {
    log("error", "uploaded model failed", { modelId: model.id, ...describeFailure(failure) });
    return null;
  }
}

/** The opinion of the shipped model, or null where it cannot answer: rules go on without it, and the answer says so. */
export async function askBundled(vector: Float32Array): Promise<Asked | null> {
  try {
    return await ask(await bundledModel(), vector);
  } catch (failure) {
    log("error", "risk model unavailable", describeFailure(failure));
    return null;
  }
}

const ask = async (by: ReadyModel, vector: Float32Array): Promise<Asked> => ({
  opinion: await askModel(by, vector),
  by,
});

/** Loads what an assignment names, ahead of the first payment that asks for it. */
export async function loadAssigned(env: Env, assignment: ModelAssignment, waitMs: number): Promise<void> {
  const models = [assignment.champion, assignment.canary?.model].filter((model) => model != null);
  await Promise.all(models.map((model) => loadModel(env, model, waitMs)));
}
