import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./build.ts";
import { addKey, dropKeys, readRing } from "./keys/ring.ts";
import { localSecrets } from "./secrets.ts";

/**
 * Rotates the keys that seal data at rest: `npm run keys:rotate` puts a fresh key in front of the local ring, `--status` tells
 * how far the data is, `--drop` removes the keys that nothing needs any more. With `--deployed` the ring comes in SEAL_KEYS and
 * the next one is printed for `wrangler secret put`, since a secret cannot be read back. Sealing anew is done by the Worker.
 */
type Status = {
  current: string;
  older: string[];
  organizations: number;
  organizations_done: number;
  stuck: number;
  may_drop: string[];
  may_drop_from: string | null;
};

try {
  const { values } = parseArgs({
    options: {
      status: { type: "boolean", default: false },
      drop: { type: "boolean", default: false },
      deployed: { type: "boolean", default: false },
      url: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
    },
  });
  if (values.status) tell(await statusOf(values.url));
  else if (values.drop) await drop(values.url, values.deployed);
  else rotate(values.deployed);
} catch (failure) {
  console.error(`✗ ${(failure as Error).message}`);
  process.exitCode = 1;
}

/** Deployed, an isolate that is older for a while has to open what a newer one sealed: the key opens first, then it seals. */
function rotate(isDeployed: boolean): void {
  const { seals, opens } = addKey(ringOf(isDeployed));
  if (!isDeployed) {
    keepLocal(seals, "then POST /api/admin/keys/reseal, or wait for the night");
    return;
  }
  console.log("1. npx wrangler secret put SEAL_KEYS, with the key that only opens yet:\n");
  console.log(`${opens}\n`);
  console.log("2. After five minutes again, with the key that seals, and keep it where secrets are kept:\n");
  console.log(`${seals}\n`);
  console.log("3. POST /api/admin/keys/reseal, or wait for the night; then npm run keys:rotate -- --status");
}

/** Only what the running service says is needed by nothing. */
async function drop(url: string, isDeployed: boolean): Promise<void> {
  const status = await statusOf(url);
  if (status.may_drop.length === 0) {
    tell(status);
    throw new Error("No key may be dropped yet");
  }
  const ring = dropKeys(ringOf(isDeployed), status.may_drop);
  const without = `without ${status.may_drop.join(", ")}`;
  if (isDeployed) console.log(`npx wrangler secret put SEAL_KEYS, ${without}:\n\n${ring}`);
  else keepLocal(ring, without);
}

function ringOf(isDeployed: boolean): string {
  const ring = isDeployed ? process.env.SEAL_KEYS : localSecrets().SEAL_KEYS;
  if (!ring) throw new Error("Put the ring as it is into the environment as SEAL_KEYS");
  return ring;
}

function keepLocal(ring: string, next: string): void {
  const ids = readRing(ring).map(({ id }) => id);
  const path = join(root, ".dev.vars");
  const text = readFileSync(path, "utf8").replace(/^SEAL_KEYS=.*$/m, () => `SEAL_KEYS=${ring}`);
  writeFileSync(path, text, { mode: 0o600 });
  console.log(`✓ .dev.vars has the keys ${ids.join(", ")}; the first seals. Restart npm start, ${next}.`);
}

/** As a super administrator, whose access token is in FOUNDRY_TOKEN. */
async function statusOf(url: string): Promise<Status> {
  const token = process.env.FOUNDRY_TOKEN;
  if (!token) throw new Error("Put the access token of a super administrator into the environment as FOUNDRY_TOKEN");
  const answer = await fetch(`${url}/api/admin/keys`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  }).catch(() => {
    throw new Error(`No server answers at ${url}: name it with --url`);
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}: is the token that of a super administrator?`);
  return (await answer.json()) as Status;
}

function tell({ current, older, organizations, organizations_done, stuck, may_drop, may_drop_from }: Status): void {
  console.log(`${current} seals; ${older.length > 0 ? `${older.join(", ")} only open` : "there is no older key"}`);
  console.log(`${organizations_done} of ${organizations} organisations have nothing under an older key`);
  if (stuck > 0) console.log(`${stuck} hashed audit rows of older code cannot be sealed anew and need their key`);
  if (may_drop.length > 0) console.log(`${may_drop.join(", ")} may be dropped: npm run keys:rotate -- --drop`);
  else if (may_drop_from)
    console.log(`Older keys may be dropped from ${may_drop_from} on, once journals and queues are past them`);
}
