import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSite, buildWorker } from "../../scripts/build.ts";
import { demoPassword, seedDemo } from "../../scripts/demo.ts";
import { type LocalServer, startServer } from "../../scripts/server.ts";
import { checkpointKeys, signCheckpoint } from "../../workers/auth/audit/checkpoints.ts";

type Event = { sequence: number; hash: string; organization_id: string; occurred_at: string };

const folder = mkdtempSync(join(tmpdir(), "audit-verify-"));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
let server: LocalServer;
let exported = "";
let whole = "";
let checkpoints = "";
let key = "";

/** The exit code of the verifier, and all that it said. */
function verify(...args: string[]): { code: number; said: string } {
  try {
    const said = execFileSync(process.execPath, ["scripts/audit-verify.ts", ...args], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return { code: 0, said };
  } catch (failure) {
    const { status, stderr } = failure as { status: number; stderr: string };
    return { code: status, said: stderr };
  }
}

beforeAll(async () => {
  await buildSite();
  await buildWorker();
  server = await startServer({ port: 0 });
  await seedDemo(server);
  const post = (path: string, body: object, token = "") =>
    fetch(server.url + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        "cf-connecting-ip": "203.0.113.9",
      },
      body: JSON.stringify(body),
    });
  const login = await post("/api/auth/login", { email: "admin@alfabank.uz", password: demoPassword });
  const { access_token: token } = (await login.json()) as { access_token: string };
  for (const name of ["One", "Two", "Three"])
    expect((await post("/api/api-keys", { name, scopes: ["write:transactions"] }, token)).status).toBe(201);
  const answer = await fetch(`${server.url}/api/audit/export`, { headers: { authorization: `Bearer ${token}` } });
  exported = await answer.text();
  whole = file("whole.jsonl", exported);
  const last = JSON.parse(exported.trimEnd().split("\n").at(-1)!) as Event;
  const env = { AUDIT_SIGNING_KEY: server.secrets.AUDIT_SIGNING_KEY } as Env;
  const { organization_id, sequence, hash, occurred_at: time } = last;
  checkpoints = file(
    "checkpoints.jsonl",
    JSON.stringify(signCheckpoint(env, { organization_id, sequence, hash, time })),
  );
  key = checkpointKeys(env)[0]!.public_key;
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const changed = (name: string, change: (lines: string[]) => string[]) =>
  file(name, `${change(exported.trimEnd().split("\n")).join("\n")}\n`);

describe("npm run audit:verify", () => {
  it("holds a real export to be whole, with the checkpoint that a key kept elsewhere has signed", () => {
    expect(verify(whole)).toMatchObject({ code: 0, said: expect.stringContaining("events hold") });
    expect(verify(whole, "--checkpoints", checkpoints, "--key", key)).toMatchObject({
      code: 0,
      said: expect.stringContaining("1 of 1 checkpoints"),
    });
  });

  it("names the first event that does not hold", () => {
    const altered = changed("altered.jsonl", (lines) =>
      lines.map((line, i) => (i === 5 ? line.replace("api_key.created", "api_key.revoked") : line)),
    );
    expect(verify(altered)).toMatchObject({ code: 1, said: expect.stringMatching(/At 6: .*not what was hashed/) });
    const removed = changed("removed.jsonl", (lines) => lines.toSpliced(2, 1));
    expect(verify(removed)).toMatchObject({ code: 1, said: expect.stringContaining("At 3: the event is missing") });
  });

  it("finds an end that was cut off, by the checkpoint, unless it was told that this is a part", () => {
    const cut = changed("cut.jsonl", (lines) => lines.slice(0, -2));
    expect(verify(cut)).toMatchObject({ code: 0 });
    const asked = [cut, "--checkpoints", checkpoints, "--key", key];
    expect(verify(...asked)).toMatchObject({ code: 1, said: expect.stringContaining("the export ends here") });
    expect(verify(...asked, "--part")).toMatchObject({ code: 0 });
  });

  it("believes no checkpoint that another key has signed, or that came without one", () => {
    const another = checkpointKeys({ AUDIT_SIGNING_KEY: `x:${Buffer.alloc(32, 3).toString("base64")}` } as Env)[0]!
      .public_key;
    for (const keys of [["--key", another], []])
      expect(verify(whole, "--checkpoints", checkpoints, ...keys)).toMatchObject({
        code: 1,
        said: expect.stringContaining("signature of a checkpoint"),
      });
  });

  it("says what it needs, and what it cannot read", () => {
    expect(verify()).toMatchObject({ code: 1, said: expect.stringContaining("npm run audit:verify -- FILE") });
    expect(verify(join(folder, "none.jsonl"))).toMatchObject({ code: 1, said: expect.stringContaining("ENOENT") });
    expect(verify(file("not.jsonl", "hello\n"))).toMatchObject({
      code: 1,
      said: expect.stringContaining("not an event"),
    });
  });

  it("shares nothing with the platform but the rule of the chain", () => {
    const imports = (path: string) =>
      [...readFileSync(path, "utf8").matchAll(/from "([^"]+)"/g)].map(([, target]) => target);
    expect(imports("scripts/audit/verify-export.ts").filter((target) => !target!.startsWith("node:"))).toEqual([
      "../../workers/auth/audit/canonical-json.ts",
      "../../workers/auth/audit/chain.ts",
    ]);
  });
});
