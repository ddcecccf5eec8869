import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** Writes the manifest that a model is uploaded with, from what the export wrote beside it: node manifest.ts --in DIR --version V. */
const { values } = parseArgs({
  options: { in: { type: "string", default: "models/fraud-risk" }, version: { type: "string" } },
});
const read = (name: string) => JSON.parse(readFileSync(join(values.in, name), "utf8"));
const { version, scale } = read("score-scale.json") as { version: string; scale: [number, number][] };
const features = (read("features.json") as { name: string }[]).map(({ name }) => name);
const manifest = { version: values.version ?? version, features, score_scale: scale, golden: read("golden.json") };
const reference = existsSync(join(values.in, "reference.json")) && { reference: read("reference.json") };
process.stdout.write(JSON.stringify({ ...manifest, ...reference }));
