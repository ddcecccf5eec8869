import { existsSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { DAY } from "../../workers/antifraud/signals/windows.ts";
import { Activity } from "./activity.ts";
import { DataError, readMapping } from "./mapping.ts";
import { MatrixWriter } from "./matrix.ts";
import { DEFAULT_START, simulate } from "./simulate.ts";
import { inOrder, type LabelledTransaction, readTransactionFile } from "./transaction-file.ts";

const USAGE = `A feature matrix of a history, by the code that runs in service.

  node models/training/replay.ts --data FILE.csv[.gz] --map handbook|api|MAPPING.json --out MATRIX.parquet
  node models/training/replay.ts --simulate --seed 1 --days 60 --customers 2000 --out MATRIX.parquet

  --label-delay 7d   when a fraud becomes known where the file does not say, and until when a payment may still turn out one
  --warmup-days 0    first days that fill the windows and are not written
  --drifted          simulate customers and thieves who no longer behave as the shipped model learned`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    map: { type: "string", default: "api" },
    simulate: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "60" },
    customers: { type: "string", default: "2000" },
    drifted: { type: "boolean", default: false },
    "fraud-share": { type: "string", default: "0.01" },
    "label-delay": { type: "string", default: "7d" },
    "warmup-days": { type: "string", default: "0" },
    out: { type: "string", default: "matrix.parquet" },
  },
});

/** Milliseconds of `7d` or `12h`. */
function durationOf(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([dh])$/.exec(text) ?? [];
  if (!amount) throw new DataError(`--label-delay is a number of days or hours, as 7d or 12h: ${text}`);
  return Number(amount) * (unit === "d" ? DAY : DAY / 24);
}

function rowsToReplay(): AsyncIterable<LabelledTransaction> {
  if (values.data) return inOrder(values.data, readTransactionFile(values.data, readMapping(values.map)));
  if (!values.simulate) throw new DataError(USAGE);
  const { seed, days, customers } = values;
  return inOrder(
    "simulation",
    (async function* () {
      yield* simulate({
        seed: Number(seed),
        days: Number(days),
        customers: Number(customers),
        startAt: DEFAULT_START,
        fraudShare: Number(values["fraud-share"]),
        drifted: values.drifted,
      });
    })(),
  );
}

async function main(): Promise<void> {
  const labelDelayMs = durationOf(values["label-delay"]);
  const rows = rowsToReplay();
  const activity = new Activity(labelDelayMs);
  const matrix = new MatrixWriter(values.out, { label_delay: values["label-delay"] });
  const warmupMs = Number(values["warmup-days"]) * DAY;
  const beganAt = performance.now();
  let count = 0;
  let writeFrom: number | undefined;
  for await (const row of rows) {
    count++;
    const { features, brief } = activity.replay(row.transaction);
    if (row.label === 1) activity.reportFraud(brief, row.labelledAt);
    writeFrom ??= brief.payment.at + warmupMs;
    if (brief.payment.at >= writeFrom) matrix.add(row, brief.payment.at, features);
  }
  const written = matrix.finish();
  const seconds = (performance.now() - beganAt) / 1000;
  console.log(
    `${values.out}: ${count} payments replayed, ${written} rows, ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`,
  );
}

await main().catch((failure: Error) => {
  if (!(failure instanceof DataError)) throw failure;
  if (existsSync(values.out)) rmSync(values.out);
  console.error(`✗ ${failure.message}`);
  process.exit(1);
});
