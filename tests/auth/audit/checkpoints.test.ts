import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createPublicKey, verify } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { canonicalJson } from "../../../workers/auth/audit/canonical-json.ts";
import { api, bodyOf } from "../../support/api.ts";
import {
  chainOf,
  evictChain,
  extend,
  happened,
  letPass,
  organizationWith,
  rowsOf,
  runAlarm,
} from "../../support/audit.ts";

type Person = Awaited<ReturnType<typeof organizationWith>>;
type Signed = {
  organization_id: string;
  sequence: number;
  hash: string;
  time: string;
  key_id: string;
  signature: string;
  stored_at: string | null;
};
type Page = { data: Signed[]; next_cursor: string | null; keys: { id: string; public_key: string }[] };

const HOUR_MS = 3_600_000;
const checkpointsOf = async (person: Person, query = "") =>
  bodyOf<Page>(await api(person).get(`/api/audit/checkpoints${query}`));
const stored = async ({ organizationId }: Person) =>
  (await env.AUDIT.list({ prefix: `checkpoints/${organizationId}/` })).objects;
const alarmOf = (person: Person) =>
  runInDurableObject(chainOf(person) as never, (_, { storage }) => storage.getAlarm());

afterEach(() => {
  vi.restoreAllMocks();
});

it("are made an hour after the first event, signed, and stored in R2; not sooner, and not of nothing new", async () => {
  const admin = await organizationWith(3);
  await extend(admin);
  await letPass(admin, HOUR_MS - 60_000);
  await runAlarm(admin);
  expect(await checkpointsOf(admin)).toMatchObject({ data: [] });
  await letPass(admin, 60_000);
  await runAlarm(admin);
  const [checkpoint, ...more] = (await checkpointsOf(admin)).data;
  expect(more).toEqual([]);
  expect(checkpoint).toMatchObject({ organization_id: admin.organizationId, sequence: 4, key_id: "a1" });
  expect(checkpoint!.hash).toBe((await rowsOf(admin))[3]!.hash);
  const [object, ...others] = await stored(admin);
  expect(others).toEqual([]);
  const { stored_at, ...signed } = checkpoint!;
  expect(stored_at).not.toBeNull();
  expect(await (await env.AUDIT.get(object!.key))!.json()).toEqual(signed);
  await letPass(admin, 2 * HOUR_MS);
  await runAlarm(admin);
  expect((await checkpointsOf(admin)).data).toHaveLength(1);
});

it("verify by the public key that is shown beside them, in node:crypto", async () => {
  const admin = await organizationWith(3);
  await extend(admin);
  await letPass(admin, HOUR_MS);
  await runAlarm(admin);
  const { data, keys } = await checkpointsOf(admin);
  const { signature, stored_at: _, ...signed } = data[0]!;
  const key = keys.find(({ id }) => id === signed.key_id)!;
  const publicKey = createPublicKey({
    format: "jwk",
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key.public_key, "base64").toString("base64url") },
  });
  const holds = (document: object) =>
    verify(null, Buffer.from(canonicalJson(document)), publicKey, Buffer.from(signature, "base64url"));
  expect(holds(signed)).toBe(true);
  expect(holds({ ...signed, sequence: 3 })).toBe(false);
  expect(JSON.stringify(await checkpointsOf(admin))).not.toContain(env.AUDIT_SIGNING_KEY.split(":")[1]!);
});

it("wait while R2 is down, over eviction too, and are stored each once when it is back", async () => {
  const admin = await organizationWith(2);
  await extend(admin);
  const down = vi.spyOn(env.AUDIT, "put").mockRejectedValue(new Error("R2 is down"));
  for (const target of ["key_a", "key_b"]) {
    await letPass(admin, HOUR_MS);
    await happened(admin.organizationId, [{ target }]);
    await runAlarm(admin);
    expect(await alarmOf(admin)).not.toBeNull();
  }
  expect(down.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect((await checkpointsOf(admin)).data.map(({ sequence, stored_at }) => [sequence, stored_at])).toEqual([
    [5, null],
    [4, null],
  ]);
  expect(await stored(admin)).toEqual([]);
  await evictChain(admin);
  down.mockRestore();
  await runAlarm(admin);
  expect((await stored(admin)).map(({ key }) => key.split("/")[2]!.slice(0, 12))).toEqual([
    "000000000004",
    "000000000005",
  ]);
  expect((await checkpointsOf(admin)).data.every(({ stored_at }) => stored_at !== null)).toBe(true);
});

it("are tried again after a while, not at once, where their key is wrong, and the chain goes on", async () => {
  const admin = await organizationWith(2);
  await extend(admin);
  await letPass(admin, HOUR_MS);
  const key = env.AUDIT_SIGNING_KEY;
  try {
    env.AUDIT_SIGNING_KEY = "a1:short";
    const before = Date.now();
    await runAlarm(admin);
    expect(await alarmOf(admin)).toBeGreaterThan(before);
    await happened(admin.organizationId, [{}]);
    expect(await extend(admin)).toMatchObject({ sequence: 4 });
  } finally {
    env.AUDIT_SIGNING_KEY = key;
  }
  await runAlarm(admin);
  expect((await checkpointsOf(admin)).data.map(({ sequence }) => sequence)).toEqual([4]);
});

it("are not put off by events that go on arriving", async () => {
  const admin = await organizationWith(2);
  await extend(admin);
  await letPass(admin, HOUR_MS);
  vi.spyOn(env.AUDIT, "put").mockRejectedValue(new Error("R2 is down"));
  await runAlarm(admin);
  const at = await alarmOf(admin);
  for (let i = 0; i < 3; i++) {
    await happened(admin.organizationId, [{}]);
    await extend(admin);
  }
  expect(at).not.toBeNull();
  expect(await alarmOf(admin)).toBeLessThanOrEqual(at!);
});

it("are not written over when R2 took one and its answer was lost", async () => {
  const admin = await organizationWith(2);
  await extend(admin);
  await letPass(admin, HOUR_MS);
  const put = env.AUDIT.put.bind(env.AUDIT);
  vi.spyOn(env.AUDIT, "put").mockImplementationOnce((async (...args: Parameters<R2Bucket["put"]>) => {
    await put(...args);
    throw new Error("The connection was lost");
  }) as never);
  await runAlarm(admin);
  const [before] = await stored(admin);
  await runAlarm(admin);
  const after = await stored(admin);
  expect(after.map(({ key, version }) => [key, version])).toEqual([[before!.key, before!.version]]);
  expect((await checkpointsOf(admin)).data[0]!.stored_at).not.toBeNull();
});

it("are listed in pages, of the own organisation alone", async () => {
  const [admin, other] = [await organizationWith(1), await organizationWith(1)];
  for (let i = 0; i < 3; i++) {
    await happened(admin.organizationId, [{}]);
    await extend(admin);
    await letPass(admin, HOUR_MS);
    await runAlarm(admin);
  }
  const first = await checkpointsOf(admin, "?limit=2");
  expect(first.data.map(({ sequence }) => sequence)).toEqual([5, 4]);
  const second = await checkpointsOf(admin, `?limit=2&cursor=${first.next_cursor}`);
  expect(second.data.map(({ sequence }) => sequence)).toEqual([3]);
  expect(second.next_cursor).toBeNull();
  expect((await checkpointsOf(other)).data).toEqual([]);
  expect((await api(admin).get("/api/audit/checkpoints?cursor=nonsense")).status).toBe(422);
});
