import { buildSite, run } from "./build.ts";

/** Deploys, or only migrates: `production`, `staging`, `migrate`. Wrangler asks for a sign-in where there is none. */
const target = process.argv[2];
const environments: Record<string, string> = { production: "--env=", migrate: "--env=", staging: "--env=staging" };
const environment = environments[target ?? ""];
if (environment === undefined) {
  console.error("✗ Say what to deploy: production, staging or migrate");
  process.exit(1);
}
try {
  // The schema goes first: the new Worker may need it, and the old one lives with what was added.
  await run("wrangler", ["d1", "migrations", "apply", "DB", "--remote", environment]);
  if (target !== "migrate") {
    await buildSite();
    await run("wrangler", ["deploy", environment]);
  }
} catch (failure) {
  console.error(`\n✗ ${(failure as Error).message.split("\n")[0]}`);
  process.exit(1);
}
