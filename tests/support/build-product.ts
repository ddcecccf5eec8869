import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSite, buildWorker, root } from "../../scripts/build.ts";

/** Where tests in a browser leave pictures of the pages that they look at. */
export const picturesFolder = join(root, "dist/pictures");

/** Builds what tests in a browser look at, once for all files: two builds at a time would write over each other. */
export default async function buildProduct(): Promise<void> {
  await buildSite();
  await buildWorker();
  rmSync(picturesFolder, { recursive: true, force: true });
  mkdirSync(picturesFolder, { recursive: true });
}
