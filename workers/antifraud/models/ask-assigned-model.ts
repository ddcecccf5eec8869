import { describeFailure, log } from "#platform/log";
import type { ModelOpinion } from "../assess-payment.ts";
import { askRiskModel, askSession } from "../risk-model.ts";
import type { DegradedPart } from "../schemas.ts";
import { isOfCanary, type ModelAssignment, type ServedModel } from "./assignment.ts";
import { loadModel } from "./load-model.ts";

/** How long a decision waits for a model that is being loaded for the first time. */
const WAIT_MS = 250;

/**
 * The opinion that counts for a payer: of the canary for its share of them, else of the champion. What cannot answer is
 * replaced by the next, the shipped model last; a champion that is missing is named as degraded.
 */
export async function askAssignedModel(
  env: Env,
  assignment: ModelAssignment | null,
  payer: string,
  vector: Float32Array,
): Promise<{ opinion: ModelOpinion | null; degraded: DegradedPart[] }> {
  const { champion = null, canary = null } = assignment ?? {};
  const chosen = canary && isOfCanary(canary, payer) ? canary.model : null;
  for (const model of [chosen, champion]) {
    const opinion = model && (await askUploaded(env, model, vector, WAIT_MS));
    if (opinion) return { opinion, degraded: [] };
  }
  return { opinion: await askBundled(vector), degraded: champion ? ["champion_model"] : [] };
}

/** The opinion of an uploaded model, or null where it cannot be had. */
export async function askUploaded(
  env: Env,
  model: ServedModel,
  vector: Float32Array,
  waitMs: number,
): Promise<ModelOpinion | null> {
  try {
    const session = await loadModel(env, model, waitMs);
    return session && (await askSession(session, model, vector));
  } catch (failure) {
    log("error", "uploaded model failed", { modelId: model.id, ...describeFailure(failure) });
    return null;
  }
}

/** The opinion of the shipped model, or null where it cannot answer: rules go on without it, and the answer says so. */
export async function askBundled(vector: Float32Array): Promise<ModelOpinion | null> {
  try {
    return await askRiskModel(vector);
  } catch (failure) {
    log("error", "risk model unavailable", describeFailure(failure));
    return null;
  }
}

/** Loads what an assignment names, ahead of the first payment that asks for it. */
export async function loadAssigned(env: Env, assignment: ModelAssignment, waitMs: number): Promise<void> {
  const models = [assignment.champion, assignment.canary?.model].filter((model) => model != null);
  await Promise.all(models.map((model) => loadModel(env, model, waitMs)));
}
