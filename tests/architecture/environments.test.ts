import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Unstable_Config, unstable_readConfig } from "wrangler";

function boundNames(env?: string) {
  const config: Unstable_Config = unstable_readConfig({ config: "wrangler.toml", env }, { hideWarnings: true });
  return {
    databases: config.d1_databases.map(({ binding }) => binding),
    buckets: config.r2_buckets.map(({ binding }) => binding),
    objects: config.durable_objects.bindings.map(({ name }) => name),
    producers: config.queues.producers?.map(({ binding }) => binding),
    consumers: config.queues.consumers?.map(({ max_batch_size, max_batch_timeout, max_retries }) => [
      max_batch_size,
      max_batch_timeout,
      max_retries,
    ]),
    limits: config.ratelimits.map(({ name, simple }) => [name, simple.limit, simple.period]),
    vars: Object.keys(config.vars),
    crons: config.triggers.crons,
  };
}

// Wrangler does not inherit bindings, so a name added at the top is silently missing in staging.
it("staging binds the same names with the same limits as production", () => {
  expect(boundNames("staging")).toEqual(boundNames());
});

it("every cron expression has a job, and every job its expression", () => {
  const jobs = [...readFileSync("workers/schedule.ts", "utf8").matchAll(/^ {2}"([^"]+)": \[/gm)].map(
    ([, cron]) => cron,
  );
  expect(jobs).toEqual(boundNames().crons);
});

it("exports every Durable Object class that is bound", () => {
  const config: Unstable_Config = unstable_readConfig({ config: "wrangler.toml" }, { hideWarnings: true });
  const entry = readFileSync("workers/index.ts", "utf8");
  const missing = config.durable_objects.bindings.filter(
    ({ class_name }) => !entry.includes(`export { ${class_name} }`),
  );
  expect(missing).toEqual([]);
});
