import { buildSite, buildWorker } from "../../scripts/build.ts";

/** Builds what tests in a browser look at, once for all files: two builds at a time would write over each other. */
export default async function buildProduct(): Promise<void> {
  await buildSite();
  await buildWorker();
}
