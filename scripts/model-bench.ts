import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Benchmark, missedGates } from "./bench/model-gates.ts";
import { root } from "./build.ts";
import { preparePython, runProgram } from "./python.ts";

const USAGE = `Reruns the public benchmark of the Fraud Detection Handbook: its own models first, then ours on the same rows.

  npm run model:bench -- --data handbook-raw.csv.gz

  --out FILE      where the figures go; models/fraud-risk/benchmark.json unless told
  --work FOLDER   where matrices are kept`;

const { values } = parseArgs({
  options: { data: { type: "string" }, out: { type: "string" }, work: { type: "string" } },
});

function stop(message: string): never {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

/** The same features with labels a week late, as the handbook has them, and a day late. */
const DELAYS = ["7d", "1d"];

async function bench(data: string): Promise<Benchmark> {
  const python = await preparePython();
  const work = resolve(values.work ?? join(tmpdir(), "fraud-risk-bench"));
  const out = resolve(values.out ?? join(root, "models", "fraud-risk", "benchmark.json"));
  mkdirSync(work, { recursive: true });
  const training = join(root, "models", "training");
  const matrices: string[] = [];
  for (const delay of DELAYS) {
    const matrix = join(work, `labels-${delay}.parquet`);
    const replay = ["--data", data, "--map", "handbook", "--label-delay", delay, "--out", matrix];
    await runProgram(process.execPath, [
      "--disable-warning=ExperimentalWarning",
      join(training, "replay.ts"),
      ...replay,
    ]);
    matrices.push(`--matrix-${delay}`, matrix);
  }
  const card = values.out ? [] : ["--card", join(root, "models", "fraud-risk", "CARD.md")];
  await runProgram(python, ["-m", "handbook.bench", "--data", data, ...matrices, "--out", out, ...card], training);
  return JSON.parse(readFileSync(out, "utf8")) as Benchmark;
}

if (!values.data) stop(USAGE);
const data = resolve(values.data);
if (!existsSync(data)) stop(`There is no file ${data}`);
const missed = missedGates(await bench(data).catch((failure: Error) => stop(failure.message)));
for (const gate of missed) console.error(`✗ ${gate}`);
console.log(missed.length === 0 ? "\nEvery gate is met." : `\n${missed.length} gates are missed.`);
process.exit(missed.length === 0 ? 0 : 1);
