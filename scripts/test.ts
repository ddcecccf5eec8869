import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSite, buildWorker, root } from "./build.ts";
import { localSecrets } from "./secrets.ts";

/** The counts of vitest's JSON report that the last line tells. */
type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number };

const folder = mkdtempSync(join(tmpdir(), "foundry-test-"));
const report = join(folder, "report.json");
let failed = 1;
try {
  localSecrets();
  await buildSite();
  await buildWorker();
  const code = await runVitest();
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Report;
  // A file that could not even be loaded has no failed test in it.
  failed = numFailedTests || (code === 0 ? 0 : Math.max(1, numFailedTestSuites));
  console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}`);
} catch (failure) {
  console.error(`\n✗ ${failure instanceof Error ? failure.message : failure}`);
  console.log("0 passed, 1 failed");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);

/** Every project, or what the arguments narrow it to; returns the exit code. */
function runVitest(): Promise<number> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn("vitest", ["run", ...reporters, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
