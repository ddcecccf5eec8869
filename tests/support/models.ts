import { exports } from "cloudflare:workers";
import golden from "../../models/fraud-risk/golden.json" with { type: "json" };
import modelBytes from "../../models/fraud-risk/model.onnx";
import scoreScale from "../../models/fraud-risk/score-scale.json" with { type: "json" };
import { featureNames } from "../../workers/antifraud/signals/features.ts";
import { bodyOf } from "./api.ts";
import { stump, writeModel } from "./onnx.ts";

type Caller = { token: string };
export type Row = { features: (number | null)[]; probability: number };
export type ManifestDraft = {
  version: string;
  features: string[];
  score_scale: number[][];
  golden: Row[];
  reference?: object;
};
export type Model = { id: string; version: string; status: string; canary_share: number | null; sha256: string };

/** The model that comes with the service, as bytes that a test may change. */
export const shippedModel = () => new Uint8Array(modelBytes.slice(0));

/** What a bank would say of the shipped model, under a version of its own. */
export const manifest = (changes: Partial<ManifestDraft> = {}): ManifestDraft => ({
  version: `v-${crypto.randomUUID()}`,
  features: [...featureNames],
  score_scale: scoreScale.scale,
  golden: golden.filter((_, i) => i % 8 === 0).map(({ features, probability }) => ({ features, probability })),
  ...changes,
});

/** Sends a form; `parts` are sent as they are. */
export function sendForm(caller: Caller | undefined, parts: Record<string, string | Uint8Array<ArrayBuffer>>) {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, typeof part === "string" ? part : new Blob([part]));
  return exports.default.fetch(
    new Request("https://api.test/api/antifraud/models", {
      method: "POST",
      body: form,
      headers: caller ? { authorization: `Bearer ${caller.token}` } : {},
    }),
  );
}

export const upload = (caller: Caller, model = shippedModel(), said: Partial<ManifestDraft> = {}) =>
  sendForm(caller, { manifest: JSON.stringify(manifest(said)), model });

/** An uploaded model. */
export async function uploaded(
  caller: Caller,
  model?: Uint8Array<ArrayBuffer>,
  said?: Partial<ManifestDraft>,
): Promise<Model> {
  const answer = await upload(caller, model, said);
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<Model>(answer);
}

type Split = { low?: number; high?: number };

/** A model that looks at the amount alone, and the rows that it answers rightly. */
export const stumpModel = (split: Split = {}) => writeModel({ nodes: [stump(split)] });
export const stumpRows = ({ low = 0.001, high = 0.9 }: Split = {}): Row[] =>
  manifest().golden.map(({ features }) => ({ features, probability: (features[0] ?? 501) <= 500 ? low : high }));
