import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { modules } from "../../workers/modules.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { added, deliveriesOf, type Endpoint, keeper, receiver } from "../support/webhooks.ts";

type Problem = { code: string; errors?: { path: string; message: string }[] };

const PATH = "/api/webhooks/endpoints";
const auditOf = async (organizationId: string, target: string) =>
  (
    await env.DB.prepare(
      "SELECT action, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, id",
    )
      .bind(organizationId, target)
      .all<{ action: string; changes: string | null }>()
  ).results;

describe("endpoints", () => {
  it("are added, read, replaced and deleted, each change with its audit row", async () => {
    const admin = await given.person("org_admin");
    const url = "https://hooks.bank.uz/events";
    const created = await added(admin, url, { event_types: ["transaction.decided"], description: "core" });
    const read = await bodyOf<Endpoint>(await api(admin).get(`${PATH}/${created.id}`));
    const { secret, ...shown } = created;
    expect(secret).toMatch(/^whsec_/);
    expect(read).toEqual(shown);
    expect(read).toMatchObject({ url, event_types: ["transaction.decided"], enabled: true, disabled_reason: null });
    const put = await api(admin).send("PUT", `${PATH}/${created.id}`, {
      url: "https://other.bank.uz/",
      enabled: false,
    });
    expect(await bodyOf(put)).toMatchObject({
      url: "https://other.bank.uz/",
      description: "",
      event_types: null,
      enabled: false,
      disabled_reason: "by_owner",
      public_keys: read.public_keys,
    });
    await api(admin).post(`${PATH}/${created.id}/rotate-secret`, {});
    expect((await api(admin).delete(`${PATH}/${created.id}`)).status).toBe(204);
    expect((await api(admin).get(`${PATH}/${created.id}`)).status).toBe(404);
    expect((await api(admin).delete(`${PATH}/${created.id}`)).status).toBe(404);
    const trail = await auditOf(admin.organizationId, created.id);
    expect(trail.map(({ action }) => action)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.changed",
      "webhook_endpoint.keys_rotated",
      "webhook_endpoint.deleted",
    ]);
    expect(JSON.parse(trail[1]!.changes!)).toEqual({
      host: ["hooks.bank.uz", "other.bank.uz"],
      enabled: ["true", "false"],
      event_types: ["transaction.decided", null],
    });
  });

  it("are listed page by page, newest first", async () => {
    const caller = await keeper();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await added(caller, `https://hooks.bank.uz/${i}`)).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page: { data: Endpoint[]; next_cursor: string | null } = await bodyOf(
        await api(caller).get(`${PATH}?limit=2${query}`),
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen.length).toBe(5);
    expect((await api(caller).get(`${PATH}?cursor=nonsense`)).status).toBe(422);
  });

  it("are twenty at the most, also where thirty are added at once", async () => {
    const caller = await keeper();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => api(caller).post(PATH, { url: `https://hooks.bank.uz/${i}` })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.length).toBe(10);
    for (const answer of refused) {
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "webhooks.too_many_endpoints" });
    }
    const { results } = await env.DB.prepare("SELECT action FROM audit_events WHERE organization_id = ?")
      .bind(caller.organizationId)
      .all();
    expect(results.length).toBe(20);
  });

  it("are changed as they were read: an If-Match of before is refused, and changes nothing", async () => {
    const caller = await keeper();
    const { id } = await added(caller, "https://hooks.bank.uz/");
    const etag = (await api(caller).get(`${PATH}/${id}`)).headers.get("etag")!;
    const put = (path: string, match: string) =>
      api(caller, { headers: { "if-match": match } }).send("PUT", `${PATH}/${id}`, {
        url: `https://hooks.bank.uz/${path}`,
      });
    const first = await put("first", etag);
    expect(first.status).toBe(200);
    const late = await put("late", etag);
    expect(late.status).toBe(412);
    expect(await bodyOf(late)).toMatchObject({ code: "webhooks.endpoint_changed" });
    expect(await bodyOf(await api(caller).get(`${PATH}/${id}`))).toMatchObject({ url: "https://hooks.bank.uz/first" });
    expect((await put("again", first.headers.get("etag")!)).status).toBe(200);
    expect((await auditOf(caller.organizationId, id)).length).toBe(3);
  });

  it("lose no rotation to another at the same time", async () => {
    const caller = await keeper();
    const { id } = await added(caller, "https://hooks.bank.uz/");
    const answers = await Promise.all([1, 2].map(() => api(caller).post(`${PATH}/${id}/rotate-secret`, {})));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await bodyOf<Endpoint>(await api(caller).get(`${PATH}/${id}`))).public_keys.length).toBe(3);
  });

  it.each<[string, unknown, string]>([
    ["no address", {}, "url"],
    ["an address without encryption", { url: "http://hooks.bank.uz/" }, "url"],
    ["a private address", { url: "https://10.0.0.1/" }, "url"],
    ["a private address in hexadecimal", { url: "https://0x0a000001/x" }, "url"],
    ["a cloud's metadata as a number", { url: "https://2852039166/" }, "url"],
    ["a user name", { url: "https://me@hooks.bank.uz/" }, "url"],
    ["an unknown type", { url: "https://hooks.bank.uz/", event_types: ["transaction.invented"] }, "event_types.0"],
    ["no type", { url: "https://hooks.bank.uz/", event_types: [] }, "event_types"],
    ["a description of controls", { url: "https://hooks.bank.uz/", description: "a\u0000b" }, "description"],
    ["an unknown field", { url: "https://hooks.bank.uz/", secret: "mine" }, "secret"],
    ["somebody else's organisation", { url: "https://hooks.bank.uz/", organization_id: "org_x" }, "organization_id"],
  ])("are not added with %s", async (_, input, path) => {
    const caller = await keeper();
    const answer = await api(caller).post(PATH, input);
    expect(answer.status).toBe(422);
    const problem = await bodyOf<Problem>(answer);
    expect(problem.code).toBe("request.invalid");
    expect(problem.errors!.map((error) => error.path)).toEqual([path]);
    expect(await bodyOf(await api(caller).get(PATH))).toEqual({ data: [], next_cursor: null });
  });

  it("are as unknown to another organisation as those that never were", async () => {
    const [alfa, beta] = [await keeper(), await keeper()];
    const endpoint = await added(alfa, (await receiver()).url);
    await api(alfa).post(`${PATH}/${endpoint.id}/test`, { type: "model.alert" });
    const [delivery] = await deliveriesOf(alfa, endpoint);
    const nobody = `whe_${"0".repeat(26)}`;
    const noDelivery = `dlv_${"0".repeat(52)}`;
    const requests: [method: string, path: string, body?: unknown][] = [
      ["GET", `${PATH}/{}`],
      ["PUT", `${PATH}/{}`, { url: "https://beta.uz/" }],
      ["DELETE", `${PATH}/{}`],
      ["POST", `${PATH}/{}/rotate-secret`, {}],
      ["POST", `${PATH}/{}/test`, { type: "model.alert" }],
      ["GET", `${PATH}/{}/deliveries`],
      ["POST", `${PATH}/{}/recover`, { since: new Date(0).toISOString() }],
      ["GET", "/api/webhooks/deliveries/[]"],
      ["POST", "/api/webhooks/deliveries/[]/replay"],
    ];
    for (const [method, path, body] of requests) {
      const ask = async (endpointId: string, deliveryId: string) => {
        const filled = path.replace("{}", endpointId).replace("[]", deliveryId);
        const answer = await api(beta, { headers: { "x-request-id": "the-same-one" } }).send(method, filled, body);
        return [answer.status, await answer.text()];
      };
      const foreign = await ask(endpoint.id, delivery!.id);
      expect(foreign[0], path).toBe(404);
      expect(foreign).toEqual(await ask(nobody, noDelivery));
      expect((await ask("nonsense", "nonsense"))[0]).toBe(404);
    }
    const untouched = await bodyOf<Endpoint>(await api(alfa).get(`${PATH}/${endpoint.id}`));
    expect(untouched.public_keys).toEqual(endpoint.public_keys);
    expect(await bodyOf(await api(beta).get(PATH))).toMatchObject({ data: [] });
  });

  it("are read by those who may read, and changed by those who may write", async () => {
    const reader = await given.apiKey(["read:webhooks"]);
    expect((await api(reader).get(PATH)).status).toBe(200);
    expect((await api(reader).post(PATH, { url: "https://hooks.bank.uz/" })).status).toBe(403);
    expect((await api(await given.person("viewer")).get(PATH)).status).toBe(403);
  });
});

describe("the catalogue", () => {
  it("has every kind of news with its schema and an example that fits it", async () => {
    const kinds = modules.flatMap(({ webhookEvents = [] }) => webhookEvents);
    const answer = await api(await keeper(), { headers: { "accept-language": "ru" } }).get("/api/webhooks/event-types");
    const { data } = await bodyOf<{ data: Record<string, unknown>[] }>(answer);
    expect(data.map(({ type }) => type)).toEqual(kinds.map(({ name }) => name));
    expect(data.map(({ title }) => title)).toEqual(kinds.map(({ title }) => title.ru));
    for (const { name, schema, example } of kinds) {
      expect(schema.parse(example)).toEqual(example);
      expect(data.find(({ type }) => type === name)).toMatchObject({
        module: "antifraud",
        example: { type: name, data: example },
        schema: { type: "object", properties: { type: { const: name }, data: { type: "object" } } },
      });
    }
  });

  it("can be tried: an example of each reaches an endpoint, whatever it follows", async () => {
    const caller = await keeper();
    const target = await receiver();
    const { id } = await added(caller, target.url, { event_types: ["model.alert"] });
    for (const type of ["transaction.decided", "transaction.labelled", "model.alert"])
      expect((await api(caller).post(`${PATH}/${id}/test`, { type })).status).toBe(202);
    const got = (await target.got(3)).map(({ body }) => JSON.parse(body).type as string);
    expect(got.sort()).toEqual(["model.alert", "transaction.decided", "transaction.labelled"]);
    expect((await api(caller).post(`${PATH}/${id}/test`, { type: "transaction.invented" })).status).toBe(422);
  });
});
