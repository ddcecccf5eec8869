import { describeIssue } from "#platform/describe-issue";
import type { FieldError, LocalizedError } from "#platform/problem";
import { BUNDLED_VERSION } from "../risk-model.ts";
import { featureNames } from "../signals/features.ts";
import { placesOf, total } from "../watch/distributions.ts";
import { type Manifest, manifestSchema } from "./schemas.ts";

const MOST_ERRORS = 20;

/** Reads the manifest of a model and compares it with this build: its features, scale and rows; or says what is wrong. */
export function readManifest(text: string): { manifest: Manifest } | { errors: LocalizedError[] } {
  const read = manifestSchema.safeParse(parsed(text));
  if (!read.success) {
    const errors = read.error.issues.map((issue) => ({
      ...at(issue.path.join("."), ""),
      message: describeIssue(issue),
    }));
    return { errors: errors.slice(0, MOST_ERRORS) };
  }
  const manifest = read.data;
  const errors = [
    ...checkFeatures(manifest),
    ...checkScale(manifest),
    ...checkRows(manifest),
    ...checkReference(manifest),
  ];
  if (manifest.version === BUNDLED_VERSION)
    errors.push(at("version", "Is the version of the model that comes with the service"));
  return errors.length > 0 ? { errors: errors.slice(0, MOST_ERRORS) } : { manifest };
}

const at = (path: string, message: string): FieldError => ({ path: path ? `manifest.${path}` : "manifest", message });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The list of features only grows at its end, so a model that knows the first of them is still right. */
function checkFeatures({ features }: Manifest): FieldError[] {
  if (features.length > featureNames.length)
    return [at("features", `Names ${features.length} features, the service has ${featureNames.length}`)];
  return features.flatMap((name, i) =>
    name === featureNames[i] ? [] : [at(`features.${i}`, `Must be ${featureNames[i]}`)],
  );
}

function checkScale({ score_scale: scale }: Manifest): FieldError[] {
  const errors: FieldError[] = [];
  const [[firstP, firstS], [lastP, lastS]] = [scale[0]!, scale.at(-1)!];
  if (firstP !== 0 || firstS !== 0) errors.push(at("score_scale.0", "Must be [0, 0]"));
  if (lastP !== 1 || lastS !== 1000) errors.push(at(`score_scale.${scale.length - 1}`, "Must be [1, 1000]"));
  for (let i = 1; i < scale.length; i++)
    if (scale[i]![0] <= scale[i - 1]![0] || scale[i]![1] <= scale[i - 1]![1])
      errors.push(at(`score_scale.${i}`, "Must lie above the point before it"));
  return errors;
}

function checkRows({ golden, features }: Manifest): FieldError[] {
  return golden.flatMap((row, i) =>
    row.features.length === features.length
      ? []
      : [at(`golden.${i}.features`, `Has ${row.features.length} values for ${features.length} features`)],
  );
}

function checkReference({ reference, features }: Manifest): FieldError[] {
  if (!reference) return [];
  if (reference.features.length !== features.length)
    return [at("reference.features", `Describes ${reference.features.length} of ${features.length} features`)];
  const named = reference.features.map((of, i) => [`reference.features.${i}`, of] as const);
  return [["reference.score", reference.score] as const, ...named].flatMap(([path, { edges, counts }]) => {
    const isAscending = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!);
    if (!isAscending) return [at(`${path}.edges`, "Must ascend")];
    if (counts.length !== placesOf(edges))
      return [at(`${path}.counts`, `Has ${counts.length} counts, ${edges.length} edges make ${placesOf(edges)}`)];
    return total(counts) === reference.payments
      ? []
      : [at(`${path}.counts`, `Counts ${total(counts)} payments, the reference has ${reference.payments}`)];
  });
}
