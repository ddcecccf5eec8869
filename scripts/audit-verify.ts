import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type KnownCheckpoint, verifyExport } from "./audit/verify-export.ts";

/**
 * Checks an export of an audit log without the platform: `npm run audit:verify -- export.jsonl`. `--checkpoints FILE` is an
 * answer of /api/audit/checkpoints, or a checkpoint a line; `--key BASE64` the public key that was kept elsewhere; `--part`
 * says that the export is of a time only. Needs nothing but Node 24: `node scripts/audit-verify.ts` does too.
 */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      checkpoints: { type: "string" },
      key: { type: "string", multiple: true },
      part: { type: "boolean", default: false },
    },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0)
    throw new Error("Say which export: npm run audit:verify -- FILE [--checkpoints FILE] [--key BASE64] [--part]");
  const known = values.checkpoints === undefined ? undefined : readCheckpoints(values.checkpoints);
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const verdict = await verifyExport(lines, {
    checkpoints: known?.checkpoints,
    keys: values.key ?? known?.keys,
    isPart: values.part,
  });
  if (!verdict.ok) throw new Error(`At ${verdict.at}: ${verdict.why} (${verdict.checked} events before it hold)`);
  console.log(`✓ ${verdict.checked} events hold, the last is ${verdict.head.sequence} with ${verdict.head.hash}`);
  if (known) console.log(`✓ ${verdict.checkpoints} of ${known.checkpoints.length} checkpoints are among them`);
  if (known && !values.key) console.log("  Their key came with them: name the one that you kept with --key");
} catch (failure) {
  console.error(`✗ ${(failure as Error).message}`);
  process.exitCode = 1;
}

function readCheckpoints(path: string): { checkpoints: KnownCheckpoint[]; keys: string[] } {
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  // A line that is no JSON by itself belongs to an answer that was laid out over several.
  const parts = lines.every(isJson) ? lines : [text];
  const checkpoints: KnownCheckpoint[] = [];
  const keys: string[] = [];
  for (const part of parts) {
    const read = JSON.parse(part) as KnownCheckpoint | { data: KnownCheckpoint[]; keys: { public_key: string }[] };
    checkpoints.push(...("data" in read ? read.data : [read]));
    if ("data" in read) keys.push(...read.keys.map(({ public_key }) => public_key));
  }
  return { checkpoints, keys };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
