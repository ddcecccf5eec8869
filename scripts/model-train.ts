import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./build.ts";
import { preparePython, runProgram } from "./python.ts";

const USAGE = `Trains the fraud-risk model, on simulated payments or on your own.

  npm run model:train
  npm run model:train -- --data HISTORY.csv.gz --map MAPPING.json --out FOLDER

  --label-delay 7d   when a fraud becomes known where the file does not say
  --warmup-days 30   first days that only fill the windows
  --search           choose the members' parameters anew, by prequential validation
  --work FOLDER      where matrices and runs are kept`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    map: { type: "string", default: "api" },
    out: { type: "string" },
    "label-delay": { type: "string", default: "7d" },
    "warmup-days": { type: "string", default: "30" },
    search: { type: "boolean", default: false },
    work: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

/** Options of the replay; true stands for a flag. */
type Options = Record<string, string | true>;

/** The worlds of the shipped model: what it learns from, what it is judged on, usual and drifted, and the first days of an organisation. */
const WORLDS: Record<string, Options> = {
  main: { seed: "1", days: "100", customers: "5000", "warmup-days": "20" },
  other: { seed: "2", days: "60", customers: "2500", "warmup-days": "15" },
  drifted: { seed: "4", days: "60", customers: "2500", "warmup-days": "15", drifted: true },
  cold: { seed: "3", days: "21", customers: "4000", "warmup-days": "0" },
  start: { seed: "5", days: "10", customers: "3000", "warmup-days": "0" },
};

const asArguments = (options: Options) =>
  Object.entries(options).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value]));

function stop(message: string): never {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

async function train(): Promise<void> {
  const startedAt = performance.now();
  const python = await preparePython();
  const work = resolve(values.work ?? join(tmpdir(), values.data ? "own-fraud-risk" : "fraud-risk"));
  const out = resolve(values.out ?? join(root, "models", "fraud-risk"));
  mkdirSync(work, { recursive: true });
  mkdirSync(out, { recursive: true });
  const training = join(root, "models", "training");
  const replay = (options: Options) =>
    runProgram(process.execPath, [
      "--disable-warning=ExperimentalWarning",
      join(training, "replay.ts"),
      ...asArguments({ ...options, "label-delay": values["label-delay"] }),
    ]);
  const { data, map } = values;
  if (data) {
    const matrix = join(work, "main.parquet");
    await replay({ data: resolve(data), map, "warmup-days": values["warmup-days"], out: matrix });
    copyFileSync(join(root, "models", "fraud-risk", "features.json"), join(out, "features.json"));
  } else {
    for (const [name, world] of Object.entries(WORLDS))
      await replay({ simulate: true, ...world, out: join(work, `${name}.parquet`) });
  }
  const step = (file: string, ...args: string[]) => runProgram(python, [file, "--work", work, ...args], training);
  const parameters = values.search && data ? join(out, "parameters.json") : join(training, "parameters.json");
  if (values.search && data) copyFileSync(join(training, "parameters.json"), parameters);
  if (values.search) await step("search.py", "--parameters", parameters);
  await step("train.py", "--parameters", parameters);
  await step("export_onnx.py", "--out", out, ...(data ? ["--reference"] : []));
  await step("evaluate.py", "--model", out, "--report", join(work, "report.json"));
  await step("write_card.py", "--model", out);
  if (data) {
    const provenance = {
      data: resolve(data),
      map,
      label_delay: values["label-delay"],
      trained_at: new Date().toISOString(),
    };
    writeFileSync(join(out, "provenance.json"), `${JSON.stringify(provenance, null, 2)}\n`);
  }
  console.log(
    `\nTrained into ${out} in ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes; runs are kept in ${work}.`,
  );
}

if (values.help) console.log(USAGE);
else if (values.data && !values.out)
  stop("Say where the model shall go: --out FOLDER (models/fraud-risk is the shipped one)");
else await train().catch((failure: Error) => stop(failure.message));
