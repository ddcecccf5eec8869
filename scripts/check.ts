import { run } from "./build.ts";
import { localSecrets } from "./secrets.ts";

/** Everything that must hold before a commit, quickest first. */
const steps: [what: string, command: string, args: string[]][] = [
  ["binding types", "wrangler", ["types", "--include-runtime=false"]],
  ["format and lint", "biome", ["check", "--error-on-warnings"]],
  ["types", "tsc", ["-p", "."]],
  ["types of the site", "tsc", ["-p", "site", "--noEmit"]],
  ["unused code", "knip", []],
  ["tests", "node", ["scripts/test.ts"]],
];

localSecrets();
for (const [what, command, args] of steps) {
  console.log(`\n── ${what}`);
  try {
    await run(command, args, { quiet: command === "wrangler" });
  } catch (failure) {
    console.error(`\n✗ ${what}: ${(failure as Error).message}`);
    process.exit(1);
  }
}
