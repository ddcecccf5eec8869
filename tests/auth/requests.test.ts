import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keepableTarget } from "../../workers/auth/requests/keepable-target.ts";
import type { LoggedRequest } from "../../workers/auth/requests/logged-request.ts";
import type { LoggedRequestView, RequestPage } from "../../workers/auth/requests/schemas.ts";
import { privacyParts } from "../../workers/modules.ts";
import { newId } from "../../workers/platform/ids.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { registered, tokenOf } from "../support/oauth.ts";
import { evictEverything } from "../support/objects.ts";
import { erased } from "../support/privacy.ts";
import { payment } from "../support/samples.ts";

type Reader = { token: string };

const read = async (reader: Reader, query = "", headers: Record<string, string> = {}): Promise<RequestPage> => {
  const answer = await api(reader, { headers }).get(`/api/developers/requests?limit=100${query}`);
  expect(answer.status).toBe(200);
  return bodyOf(answer);
};
/** What is logged once so many requests are there. */
async function logged(
  reader: Reader,
  count: number,
  query = "",
  headers: Record<string, string> = {},
): Promise<LoggedRequestView[]> {
  await expect.poll(async () => (await read(reader, query, headers)).data.length, { timeout: 8000 }).toBe(count);
  return (await read(reader, query, headers)).data;
}

/** A request as an isolate notes it. */
const request = (changes: Partial<LoggedRequest> = {}): LoggedRequest => ({
  id: newId("req"),
  requestId: crypto.randomUUID(),
  at: Date.now(),
  method: "GET",
  route: "/api/antifraud/transactions/{txn_id}",
  target: "/api/antifraud/transactions/t1",
  status: 200,
  problem: null,
  ms: 3,
  callerId: "key_1",
  mediaType: null,
  receivedBytes: null,
  sentBytes: 10,
  ...changes,
});
/** An administrator, and a key of the same organisation. */
async function readerWithKey() {
  const reader = await given.person();
  const key = await given.apiKey(["read:transactions"], ["antifraud"], { owner: reader.organizationId });
  return { reader, key };
}
const logOf = (tenant: string) => env.REQUEST_LOG.getByName(tenant);

describe("what is noted", () => {
  it("an answer: by which key, operation and path, how large, and how it ended", async () => {
    const admin = await given.person();
    const created = await api(admin).post("/api/api-keys", {
      name: "Gateway",
      scopes: ["read:transactions", "write:transactions"],
    });
    const { id, key } = await bodyOf<{ id: string; key: string }>(created);
    const body = payment();
    const answer = await api({ token: key }).submit(body);
    const text = await answer.text();
    await api({ token: key }).get(`/api/antifraud/transactions/${body.transaction_id}?x=1`);
    const [got, sent] = await logged(admin, 2);
    expect(sent).toMatchObject({
      method: "POST",
      route: "/api/antifraud/transactions/submit",
      path: "/api/antifraud/transactions/submit",
      status: answer.status,
      problem: null,
      media_type: "application/json",
      caller: { id, kind: "api_key", name: "Gateway" },
      mode: "live",
      request_id: answer.headers.get("x-request-id"),
      response_bytes: new TextEncoder().encode(text).length,
    });
    expect(got).toMatchObject({
      method: "GET",
      route: "/api/antifraud/transactions/{txn_id}",
      path: `/api/antifraud/transactions/${body.transaction_id}?x=1`,
    });
    expect(JSON.stringify(await read(admin))).not.toContain(key);
  });

  it("a refusal with its problem, also one that came before anyone asked who it is", async () => {
    const { reader, key } = await readerWithKey();
    await api(key).submit("{ not json");
    await api(key).submit(payment());
    await api(key).get("/api/nowhere");
    const seen = await logged(reader, 3);
    expect(seen.map(({ status, problem }) => [status, problem])).toEqual(
      expect.arrayContaining([
        [400, "request.malformed_json"],
        [403, "auth.missing_permission"],
        [404, "request.route_not_found"],
      ]),
    );
  });

  it("what OAuth clients ask, and neither what people nor what strangers do", async () => {
    const admin = await given.person();
    const client = await registered(admin, { scopes: ["read:transactions"] });
    await api(admin).get("/api/api-keys");
    await api().get("/api/api-keys");
    await api({ token: await tokenOf(client) }).get("/api/antifraud/transactions/list");
    const [only] = await logged(admin, 1);
    expect(only?.caller).toMatchObject({ id: client.client_id, kind: "oauth_client" });
  });

  it("neither card numbers nor secrets that stand in an address", async () => {
    const { reader, key } = await readerWithKey();
    await api(key).get("/api/antifraud/customers/4111111111111111");
    await api(key).get("/api/antifraud/customers/4111%201111%201111%201111?key=aif_live_abc");
    for (const { path } of await logged(reader, 2)) expect(path).toMatch(/^\/api\/antifraud\/customers\/hidden/);
  });
});

describe("what of an address is kept", () => {
  const kept = (target: string) => keepableTarget(`https://api.test${target}`);

  it("all that tells nothing of a person, as it came", () => {
    for (const target of [
      "/api/antifraud/transactions/TXN-2026-000001?limit=5&from=2026-11-01T00%3A00%3A00%2B05%3A00&merchant=Korzinka%20Chilonzor",
      "/api/antifraud/transactions/list?user_id=user_1",
      "/api/a%zz?b",
    ])
      expect(kept(target)).toBe(target);
  });

  it("neither card numbers nor secrets, nor what is sealed elsewhere", () => {
    expect(kept("/api/x/4111111111111111/y")).toBe("/api/x/hidden/y");
    expect(kept("/api/x?a=4111+1111-1111%201111&b=1")).toBe("/api/x?a=hidden&b=1");
    expect(kept("/api/x?key=aif_test_abc&token=eyJhbGciOi")).toBe("/api/x?key=hidden&token=hidden");
    expect(kept("/api/x?value=10.0.0.1&entity_id=u&comment=He+called&limit=1")).toBe(
      "/api/x?value=hidden&entity_id=hidden&comment=hidden&limit=1",
    );
    expect(kept("/api/x?a=somebody%40bank.uz&b=%2B998901234567&c=998901234567")).toBe(
      "/api/x?a=hidden&b=hidden&c=hidden",
    );
    expect(kept(`/api/${"x".repeat(900)}`)).toHaveLength(600);
  });
});

describe("who reads it", () => {
  it("another organisation sees none, the sandbox has its own, and a viewer may not", async () => {
    const { reader: admin, key: live } = await readerWithKey();
    const test = await given.testKey(["read:transactions"], sandboxOf(live.organizationId));
    const other = await given.person();
    await api(live).get("/api/antifraud/transactions/list?limit=1");
    await api(test).get("/api/antifraud/transactions/list?limit=2");
    const [first] = await logged(admin, 1);
    expect(first).toMatchObject({ mode: "live", path: "/api/antifraud/transactions/list?limit=1" });
    const [second] = await logged(admin, 1, "", { "foundry-mode": "test" });
    expect(second).toMatchObject({ mode: "test", path: "/api/antifraud/transactions/list?limit=2" });
    expect((await read(other)).data).toEqual([]);
    for (const role of ["viewer", "antifraud_manager"] as const) {
      const colleague = await given.colleague(live.organizationId, role);
      expect((await api(colleague).get("/api/developers/requests")).status).toBe(403);
    }
  });
});

describe("what is kept", () => {
  it("the newest thousand, in the order in which they came, however they were told; also after an eviction", async () => {
    const { organizationId, ...reader } = await given.person();
    const log = logOf(organizationId);
    const all = Array.from({ length: 1050 }, (_, i) => request({ at: 1_000_000 + i, status: i % 2 ? 200 : 404 }));
    for (let i = 0; i < all.length; i += 75)
      await log.keep({ requests: all.slice(i, i + 75).reverse(), leftOut: i === 75 || i === 0 ? 3 : 0 });
    await evictEverything();
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { data, next_cursor } = await read(reader, cursor);
      seen.push(...data.map(({ id }) => id));
      if (!next_cursor) break;
      cursor = `&cursor=${next_cursor}`;
    }
    expect(seen).toEqual(
      all
        .slice(50)
        .map(({ id }) => id)
        .reverse(),
    );
    const refused = await read(reader, "&status=4xx");
    expect(new Set(refused.data.map(({ status }) => status))).toEqual(new Set([404]));
    // The first row still holds some of the thousand, so what was left out beside it counts.
    expect(refused.left_out).toBe(6);
  });

  it("at a high rate answers are counted, and refusals kept beside them", async () => {
    const { reader, key } = await readerWithKey();
    await Promise.all(Array.from({ length: 60 }, () => api(key).get("/api/antifraud/transactions/list?limit=1")));
    await api(key).get("/api/nowhere");
    await logged(reader, 1, "&status=4xx");
    const { data, left_out } = await read(reader);
    expect(data.length + left_out).toBe(61);
  });

  it("finds by a part of the path, by key, and by the id of a request", async () => {
    const { organizationId, ...reader } = await given.person();
    const one = request({ target: "/api/Antifraud/rules", callerId: "cli_2", requestId: "from-the-bank" });
    await logOf(organizationId).keep({ requests: [one, request()], leftOut: 0 });
    for (const query of ["&path=ANTIFRAUD/RULES", "&caller=cli_2", "&request_id=the-bank"])
      expect((await read(reader, query)).data.map(({ id }) => id)).toEqual([one.id]);
    expect((await api(reader).get("/api/developers/requests?status=9xx")).status).toBe(422);
    expect((await api(reader).get("/api/developers/requests?cursor=x")).status).toBe(422);
  });

  it("nothing that is past its time, nor of whoever is erased", async () => {
    const admin = await given.person();
    const log = logOf(admin.organizationId);
    const [old, named, encoded, query, other] = [
      request({ at: Date.now() - 8 * 86_400_000 }),
      request({ target: "/api/antifraud/customers/user_gone" }),
      request({ target: "/api/antifraud/customers/user%5Fgone/x" }),
      request({ target: "/api/antifraud/transactions/list?user_id=user_gone" }),
      request({ target: "/api/antifraud/customers/user_gone_not" }),
    ];
    await log.keep({ requests: [old, named], leftOut: 0 });
    await log.keep({ requests: [encoded, query, other], leftOut: 0 });
    const sweep = privacyParts.flatMap(({ retention }) => retention).find(({ name }) => name === "request_log")!.sweep;
    const age = { from: 0, before: Date.now() - 7 * 86_400_000, limit: 1000 };
    expect(await sweep(createPlatform(env), admin.organizationId, age)).toBe(1);
    expect(await sweep(createPlatform(env), admin.organizationId, age)).toBe(0);
    expect(await log.about("user_gone")).toHaveLength(3);
    expect(await erased(admin, { type: "payer", id: "user_gone" })).toMatchObject({ counts: { request_log: 3 } });
    await evictEverything();
    expect((await read(admin)).data.map(({ id }) => id)).toEqual([other.id]);
  });
});
