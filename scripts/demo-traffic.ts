import { parseArgs } from "node:util";
import { simulate } from "../models/training/simulate.ts";
import { createClient } from "./bench/load.ts";
import { demoApiKey } from "./demo.ts";

const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "2" },
    minutes: { type: "string", default: "10" },
    url: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
  },
});
const rate = Number(values.rate);
const total = Math.round(rate * 60 * Number(values.minutes));
if (!(rate > 0 && rate <= 200) || !(total > 0)) {
  console.error("✗ --rate is payments a second, up to 200; --minutes is how long");
  process.exit(1);
}

const key = await demoApiKey(values.url).catch((failure: Error) => {
  console.error(`✗ ${failure.message}`);
  process.exit(1);
});
const client = createClient(values.url, key, 8);
const run = Date.now().toString(36);
const counts: Record<string, number> = {};
let sent = 0;
console.log(
  `Sending ${rate} payments a second for ${values.minutes} minutes; watch ${values.url}/app/decisions. Ctrl-C stops.`,
);
// More fraud than in life, so that there is something to see.
for (const { transaction } of simulate({
  seed: Date.now() % 100_000,
  days: 400,
  customers: 300,
  startAt: Date.now(),
  fraudShare: 0.06,
})) {
  if (sent === total) break;
  sent++;
  await new Promise((resolve) => setTimeout(resolve, 1000 / rate));
  const body = JSON.stringify({
    ...transaction,
    transaction_id: `demo-${run}-${sent}`,
    timestamp: new Date().toISOString(),
  });
  const { status, text } = await client.post({ path: "/api/antifraud/transactions/submit", body });
  const outcome = status === 200 ? (JSON.parse(text) as { decision: string }).decision : `error ${status}`;
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (process.stdout.isTTY)
    process.stdout.write(
      `\r  ${sent} sent  ${Object.entries(counts)
        .map(([what, n]) => `${what} ${n}`)
        .join("  ")}   `,
    );
}
client.close();
console.log(`\n${JSON.stringify(counts)}`);
