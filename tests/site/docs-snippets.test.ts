import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/build.ts";
import { askIn } from "../../site/src/docs/ask-in.ts";
import { samplePayment } from "../../site/src/samples.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { signMessage } from "../../workers/webhooks/keys.ts";
import { startTestServer } from "../support/server.ts";

const snippets = join(root, "site/src/docs/snippets");

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What the guides ask of a reader's shell: every curl has to succeed, some once the queue is through; jq has to know a path alone. */
const shell = `
set -euo pipefail
curl() { command curl --fail-with-body --retry 8 --retry-delay 1 --retry-all-errors --header "cf-connecting-ip: 203.0.113.7" "$@"; }
jq() { "${process.execPath}" -e 'let t = ""; process.stdin.on("data", (d) => (t += d)).on("end", () => {
  const value = process.argv[2].slice(1).split(".").reduce((at, key) => at[key], JSON.parse(t));
  if (value === undefined) process.exit(1);
  process.stdout.write(String(value));
})' -- "$@"; }
node() { "${process.execPath}" "$@"; }
`;

const part = (name: string) => `printf '\\n@@ %s\\n' '${name}'\n`;

/** Runs snippets one after the other in one shell, as a reader would; gives what each printed. */
async function run(
  files: readonly string[],
  env: Record<string, string>,
  language = "en",
): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  cpSync(join(root, "scripts/audit-verify.ts"), join(folder, "scripts/audit-verify.ts"));
  cpSync(join(root, "scripts/audit"), join(folder, "scripts/audit"), { recursive: true });
  cpSync(join(root, "workers/auth/audit"), join(folder, "workers/auth/audit"), { recursive: true });
  const script = shell + files.map((file) => part(file) + askIn(language, read(file))).join("\n");
  const { stdout } = await promisify(execFile)("bash", ["-c", script], {
    cwd: folder,
    env: { ...process.env, AI_FOUNDRY: server.url, ...env },
    maxBuffer: 10_000_000,
  });
  const printed = stdout.split("\n@@ ").slice(1);
  return Object.fromEntries(
    printed.map((text) => {
      const [name = "", ...lines] = text.split("\n");
      return [name, lines.join("\n").trim()];
    }),
  );
}

const people = { admin: "admin@alfabank.uz", fraud: "fraud@alfabank.uz" };
const as = (person: keyof typeof people) => ({ EMAIL: people[person], PASSWORD: server.password });

const read = (file: string) => readFileSync(join(snippets, file), "utf8");

/** An administrator of a bank that no other test changes. */
async function newAdmin() {
  const [EMAIL, PASSWORD] = [`${crypto.randomUUID()}@bank.uz`, "an evening in Samarkand"];
  const about = { organization_name: "Bank", full_name: "Nodir", phone: "+998901234567", modules: ["antifraud"] };
  const answer = await fetch(`${server.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD, ...about }),
  });
  expect(answer.status).toBe(201);
  return { EMAIL, PASSWORD };
}

const chains: { of: string; files: string[]; env: () => Record<string, string> | Promise<Record<string, string>> }[] = [
  {
    of: "payments",
    files: [
      "start/sign-in.sh",
      "start/key.sh",
      "start/payment.sh",
      "start/evidence.sh",
      // As whoever tries it a second time.
      "start/payment.sh",
      "payments/submit.sh",
      "payments/list.sh",
      "payments/report.sh",
      "payments/verification.sh",
    ],
    env: () => as("admin"),
  },
  {
    of: "rules",
    files: [
      "start/sign-in.sh",
      "rules/create.sh",
      "rules/expression.sh",
      "rules/try.sh",
      "rules/publish.sh",
      "rules/versions.sh",
      "rules/policy.sh",
    ],
    env: () => as("fraud"),
  },
  {
    of: "lists, blocks and aggregates",
    files: [
      "start/sign-in.sh",
      "lists/list.sh",
      "lists/entry.sh",
      "lists/block.sh",
      "lists/aggregate.sh",
      "lists/backfill.sh",
    ],
    env: newAdmin,
  },
  {
    of: "safe changes of rules",
    files: [
      "start/sign-in.sh",
      "changes/canary.sh",
      "changes/snooze.sh",
      "changes/rollback.sh",
      "changes/proposals.sh",
      "changes/breakers.sh",
      "changes/templates.sh",
    ],
    env: newAdmin,
  },
  {
    of: "alerts",
    files: ["start/sign-in.sh", "alerts/rule.sh", "alerts/test.sh", "alerts/mute.sh", "alerts/list.sh"],
    env: () => as("fraud"),
  },
  {
    of: "the live feed and the dashboard",
    files: ["start/sign-in.sh", "feed/ticket.sh", "feed/poll.sh", "feed/figures.sh"],
    env: () => as("fraud"),
  },
  {
    of: "backtests",
    files: [
      "start/sign-in.sh",
      "backtests/start.sh",
      "backtests/read.sh",
      "backtests/differences.sh",
      "backtests/delete.sh",
    ],
    // So that there is a decision to be made again.
    env: async () => ({ ...as("fraud"), TXN: await paymentUnderReview() }),
  },
  {
    of: "reviews",
    files: [
      "start/sign-in.sh",
      "review/queue.sh",
      "review/claim.sh",
      "review/verdict.sh",
      "review/undo.sh",
      "review/escalate.sh",
      "review/settings.sh",
    ],
    env: async () => ({ ...as("fraud"), TXN: await paymentUnderReview() }),
  },
  {
    of: "analytics and models",
    files: [
      "start/sign-in.sh",
      "analytics/overview.sh",
      "analytics/thresholds.sh",
      "analytics/export.sh",
      "models/list.sh",
      "models/health.sh",
    ],
    env: () => as("fraud"),
  },
  {
    of: "access",
    files: [
      "start/sign-in.sh",
      "access/key.sh",
      "access/rotate.sh",
      "access/revoke.sh",
      "access/client.sh",
      "access/token.sh",
      "access/refresh.sh",
    ],
    env: () => as("admin"),
  },
  {
    of: "requests",
    files: [
      "start/sign-in.sh",
      "requests/idempotency.sh",
      "requests/pages.sh",
      "requests/log.sh",
      "requests/limits.sh",
    ],
    env: newAdmin,
  },
  {
    of: "webhooks",
    files: [
      "start/sign-in.sh",
      "webhooks/endpoint.sh",
      "webhooks/test.sh",
      "webhooks/deliveries.sh",
      "webhooks/rotate.sh",
      "webhooks/recover.sh",
    ],
    env: newAdmin,
  },
  {
    of: "the organisation",
    files: ["start/sign-in.sh", "organization/invite.sh", "organization/networks.sh", "organization/second-factor.sh"],
    env: async () => ({ ...(await newAdmin()), MY_NETWORK: "203.0.113.7" }),
  },
  {
    of: "audit",
    files: ["start/sign-in.sh", "audit/events.sh", "audit/export.sh", "audit/verify.sh"],
    env: () => as("admin"),
  },
  {
    of: "privacy",
    files: ["start/sign-in.sh", "privacy/export.sh", "privacy/erase.sh", "privacy/retention.sh"],
    env: newAdmin,
  },
];

it.each(chains)("every command about $of does what the guide says", async ({ files, env }) => {
  const printed = await run(files, await env());
  for (const file of files) expect(printed).toHaveProperty([file]);
});

it.each(languages)("the first payment is answered as the guide shows it (%s)", async (language) => {
  const printed = await run(["start/sign-in.sh", "start/key.sh", "start/payment.sh"], await newAdmin(), language);
  expect(printed["start/key.sh"]).toMatch(/^aif_test_\w+$/);
  const { transaction_id, processing_time_ms, ...answer } = JSON.parse(printed["start/payment.sh"] ?? "");
  const shown = JSON.parse(read(`start/payment.${language}.json`));
  expect({ ...shown, ...answer }).toEqual(shown);
  expect(transaction_id).toMatch(/^TXN-\d{10}$/);
});

it("the second factor is asked for as the guide says", async () => {
  const person = await newAdmin();
  const post = async <T>(path: string, body: object, token?: string): Promise<T> => {
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    // SAFETY: each caller names the shape of the contract that it speaks.
    return (await answer.json()) as T;
  };
  const { EMAIL: email, PASSWORD: password } = person;
  const { access_token } = await post<{ access_token: string }>("/api/auth/login", { email, password });
  const { secret } = await post<{ secret: string }>("/api/auth/2fa/enroll", { password }, access_token);
  const codes = new TOTP({ secret: Secret.fromBase32(secret) });
  await post("/api/auth/2fa/verify", { code: codes.generate({ timestamp: Date.now() - 30_000 }) }, access_token);
  const env = { ...person, CODE: codes.generate() };
  const printed = await run(["start/second-factor.sh", "start/key.sh"], env);
  expect(printed["start/key.sh"]).toMatch(/^aif_test_/);
});

it.each(languages)("a refusal looks as the guide shows it (%s)", async (language) => {
  const { EMAIL, PASSWORD } = as("admin");
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language, ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await post("/api/auth/login", { email: EMAIL, password: PASSWORD });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const wrong = { ...samplePayment, amount: -1 };
  const refused = await post("/api/antifraud/transactions/submit", wrong, { authorization: `Bearer ${access_token}` });
  const shown = JSON.parse(read(`requests/problem.${language}.json`));
  const problem = (await refused.json()) as { requestId: string };
  expect(problem).toEqual({ ...shown, requestId: problem.requestId });
  expect(refused.headers.get("x-request-id")).toBe(problem.requestId);
});

it("no command of the guides is left out", () => {
  const ran = new Set([...chains.flatMap(({ files }) => files), "start/second-factor.sh"]);
  const shown = readdirSync(snippets, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sh"));
  expect(shown.filter((file) => !ran.has(file))).toEqual([]);
});

it("the program that watches the live feed gets what it missed, and hears where that is not kept any more", async () => {
  await paymentUnderReview();
  const { EMAIL, PASSWORD } = as("fraud");
  const signedIn = await fetch(`${server.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const program = `import { watch } from ${JSON.stringify(join(snippets, "feed/watch.mjs"))};
    const heard = (lastEventId) => new Promise((resolve, reject) => {
      const end = new AbortController();
      const tell = (said) => { end.abort(); resolve(said); };
      watch({ origin: process.env.ORIGIN, key: process.env.KEY, lastEventId, signal: end.signal,
        onMessage: (message) => tell(message.event_type), onGap: () => tell("gap") }).catch(reject);
    });
    console.log(JSON.stringify([await heard(0), await heard(999999)]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, ORIGIN: server.url, KEY: access_token },
  });
  expect(JSON.parse(stdout)).toEqual([expect.stringMatching(/^transaction_/), "gap"]);
});

/** A payment of Alfa Bank's that waits for a person. */
async function paymentUnderReview(): Promise<string> {
  const headers = { "content-type": "application/json" };
  const post = (path: string, body: object, token?: string) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const signedIn = await post("/api/auth/login", { email: people.fraud, password: server.password });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const decided = await post("/api/antifraud/transactions/submit", samplePayment, access_token);
  expect(await decided.json()).toMatchObject({ decision: "UNDER_REVIEW" });
  return samplePayment.transaction_id;
}

describe("the signature of a webhook message is told from a forged one", async () => {
  const secret = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;
  const message = {
    id: "msg_1",
    timestamp: String(Math.floor(Date.now() / 1000)),
    body: JSON.stringify({ type: "transaction.decided", data: { merchant: "Oʻzbegim" } }),
  };
  const headers = {
    "webhook-id": message.id,
    "webhook-timestamp": message.timestamp,
    "webhook-signature": await signMessage([await signingKey(secret)], message),
  };
  const cases = [
    { headers, body: message.body, holds: true },
    { headers, body: message.body.replace("decided", "labelled"), holds: false },
    {
      headers: { ...headers, "webhook-timestamp": String(Number(message.timestamp) - 600) },
      body: message.body,
      holds: false,
    },
    { headers: { ...headers, "webhook-signature": "v1,AAAA v1a,AAAA" }, body: message.body, holds: false },
  ];
  const given = cases.map(({ headers, body }) => ({ secret, headers, body }));
  const expected = cases.map(({ holds }) => holds);

  /** Which of the messages a program takes; it reads them as JSON from its input and prints as many booleans. */
  function takes(command: string, args: string[], cwd: string): unknown {
    const { stdout, stderr, status } = spawnSync(command, args, {
      cwd,
      input: JSON.stringify(given),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  const has = (command: string) => spawnSync(command, ["--version"]).error === undefined;
  const folder = mkdtempSync(join(tmpdir(), "verify-"));

  it("in Node", () => {
    const program = `import { readFileSync } from "node:fs"; import { verify } from ${JSON.stringify(join(snippets, "webhooks/verify.mjs"))};
      const given = JSON.parse(readFileSync(0)); console.log(JSON.stringify(given.map((m) => verify(m.secret, m.headers, Buffer.from(m.body)))))`;
    expect(takes(process.execPath, ["--input-type=module", "-e", program], folder)).toEqual(expected);
  });

  it.runIf(has("python3"))("in Python", () => {
    const program = `${read("webhooks/verify.py")}
import json, sys
print(json.dumps([verify(m["secret"], m["headers"], m["body"].encode()) for m in json.load(sys.stdin)]))`;
    expect(takes("python3", ["-c", program], folder)).toEqual(expected);
  });

  it.runIf(spawnSync("go", ["version"]).error === undefined)("in Go", () => {
    mkdirSync(join(folder, "webhook"));
    writeFileSync(join(folder, "go.mod"), "module verify\n\ngo 1.21\n");
    writeFileSync(join(folder, "webhook/verify.go"), read("webhooks/verify.go"));
    writeFileSync(
      join(folder, "main.go"),
      `package main
import ("encoding/json"; "os"; "verify/webhook")
func main() {
  var given []struct{ Secret, Body string; Headers map[string]string }
  json.NewDecoder(os.Stdin).Decode(&given)
  taken := []bool{}
  for _, m := range given {
    h := m.Headers
    taken = append(taken, webhook.Verify(m.Secret, h["webhook-id"], h["webhook-timestamp"], h["webhook-signature"], []byte(m.Body)))
  }
  json.NewEncoder(os.Stdout).Encode(taken)
}`,
    );
    expect(takes("go", ["run", "."], folder)).toEqual(expected);
  });
});

/** Keys as an endpoint has them, of which the given secret is shared. */
async function signingKey(secret: string) {
  const bytes = Buffer.from(secret.replace("whsec_", ""), "base64");
  const hmac = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"])) as CryptoKeyPair;
  return { hmac, ed25519: pair.privateKey };
}
