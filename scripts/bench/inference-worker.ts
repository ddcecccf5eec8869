import golden from "../../models/fraud-risk/golden.json" with { type: "json" };
import { askModel, bundledModel, explainModel } from "../../workers/antifraud/risk-model.ts";

/** Payments of every kind, so that neither caches nor branch predictors learn one by heart. */
const vectors = golden.map(({ features }) => Float32Array.from(features, (value) => value ?? Number.NaN));

/** Those that a person would look at: explanations are made of no others. */
const reviewed = vectors.filter((_, i) => golden[i]!.probability > 0.02);

/**
 * Asks the model `?times=` times for its opinion, or for an explanation, so that the caller can time it from outside: the
 * clock inside may stand still. Where nothing is asked for, the model is not even loaded.
 */
export default {
  async fetch(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const what = query.get("what");
    if (what === "nothing") return new Response("done");
    const times = Number(query.get("times"));
    const model = await bundledModel();
    if (what === "explanation")
      for (let i = 0; i < times; i++) await explainModel(model, reviewed[i % reviewed.length]!);
    else for (let i = 0; i < times; i++) await askModel(model, vectors[i % vectors.length]!);
    return new Response("done");
  },
};
