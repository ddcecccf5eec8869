import type { TestProject } from "vitest/node";
import { startProviders } from "./fakes/providers.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Bindings that point the Worker under test at the fakes. */
    fakeSettings: Record<string, string>;
  }
}

/** Starts the outside services once for all files; returns what ends them. */
export default async function startFakes(project: TestProject) {
  const providers = await startProviders();
  project.provide("fakeSettings", { ...providers.settings, FAKES_URL: providers.url });
  return providers.stop;
}
