import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { isTaken } from "#platform/database";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { FieldError } from "#platform/problem";
import type { Upload } from "#platform/upload";
import { trainingReference } from "../watch/reference.ts";
import { artefactKey, sha256Of } from "./artefacts.ts";
import { checkGraph } from "./check-graph.ts";
import { modelRefused, modelsUnavailable, modelVersionTaken } from "./errors.ts";
import { readManifest } from "./read-manifest.ts";
import type { Manifest } from "./schemas.ts";
import { findModelByVersion, listModels, MOST_MODELS, type ModelRow, saveModel } from "./store.ts";
import { tryModel } from "./try-model.ts";

export const MOST_MODEL_BYTES = 5 * 1024 * 1024;
/** The model, a manifest of 500 rows, and what parts them. */
export const MOST_UPLOAD_BYTES = MOST_MODEL_BYTES + 1536 * 1024;

/**
 * Takes a model once everything about it was checked; it decides nothing yet. The same file under the same version is
 * taken once, however often it is sent.
 */
export async function uploadModel(
  platform: Platform,
  caller: Caller,
  upload: Upload,
  requestId: string,
): Promise<{ row: ModelRow; isNew: boolean }> {
  const { manifest, model } = readParts(upload);
  const { organizationId } = caller;
  const sha256 = await sha256Of(model);
  const known = await findModelByVersion(platform.db, organizationId, manifest.version);
  if (known) return { row: sameOr409(known, manifest, sha256), isNew: false };
  refuseIf(checkGraph(model, manifest.features.length));
  refuseIf(await tryModel(model, manifest));
  if ((await listModels(platform.db, organizationId)).length >= MOST_MODELS)
    refuseIf([{ path: "model", message: `The organisation holds ${MOST_MODELS} models, which is the most` }]);
  const now = platform.now();
  const row: ModelRow = {
    organizationId,
    id: platform.newId("mdl"),
    version: manifest.version,
    sha256,
    bytes: model.byteLength,
    featureCount: manifest.features.length,
    scoreScale: manifest.score_scale,
    status: "candidate",
    canaryShare: null,
    uploadedBy: caller.id,
    createdAt: now,
    updatedAt: now,
  };
  return save(platform, row, model, manifest, requestId);
}

/** The bytes first: a row without bytes would be a model that cannot run, bytes without a row are only space. */
async function save(platform: Platform, row: ModelRow, model: Uint8Array, manifest: Manifest, requestId: string) {
  const { organizationId, uploadedBy, id } = row;
  const key = artefactKey(row);
  await platform.env.MODELS.put(key, model).catch((failure) => {
    log("error", "model could not be stored", describeFailure(failure));
    throw modelsUnavailable({ headers: { "retry-after": "5" } });
  });
  const audit = { organizationId, actor: uploadedBy, action: "model.uploaded" as const, target: id, requestId };
  try {
    await saveModel(platform.db, row, trainingReference(row, manifest), auditOf(platform, audit));
    return { row, isNew: true };
  } catch (failure) {
    platform.defer(platform.env.MODELS.delete(key));
    const known = isTaken(failure) && (await findModelByVersion(platform.db, organizationId, row.version));
    if (!known) throw failure;
    return { row: sameOr409(known, manifest, row.sha256), isNew: false };
  }
}

function readParts({ files, texts }: Upload): { manifest: Manifest; model: Uint8Array<ArrayBuffer> } {
  const [model, text] = [files.get("model"), texts.get("manifest")];
  const strays = [...files.keys(), ...texts.keys()].filter((name) => name !== "model" && name !== "manifest");
  const errors = strays.map((name) => ({ path: name.slice(0, 60), message: "Unknown part" }));
  if (text === undefined) errors.push({ path: "manifest", message: "Is missing" });
  if (model === undefined) errors.push({ path: "model", message: "Is missing" });
  else if (model.byteLength > MOST_MODEL_BYTES)
    errors.push({ path: "model", message: `Has ${model.byteLength} bytes, at most ${MOST_MODEL_BYTES} are permitted` });
  refuseIf(errors);
  const read = readManifest(text!);
  if ("errors" in read) throw modelRefused({ errors: read.errors });
  return { manifest: read.manifest, model: model! };
}

function refuseIf(errors: FieldError[]): void {
  if (errors.length > 0) throw modelRefused({ errors });
}

function sameOr409(known: ModelRow, { features, score_scale }: Manifest, sha256: string): ModelRow {
  const isSame =
    known.sha256 === sha256 &&
    known.featureCount === features.length &&
    JSON.stringify(known.scoreScale) === JSON.stringify(score_scale);
  if (!isSame) throw modelVersionTaken(`${known.id} has this version and another file or scale`);
  return known;
}
