import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../workers/app.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { manifest, sendForm, shippedModel } from "../support/models.ts";
import { basic, postForm, registered } from "../support/oauth.ts";
import { payment } from "../support/samples.ts";

type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Operation = { requestBody?: { content?: { "application/json"?: { schema?: Schema } } } };

/** The numbers of the two cards that everybody tries: Uzcard's sample and Visa's. */
const canaries = ["8600123456789012", "4242424242424242"];
const spellings = canaries.flatMap((digits) => [digits, digits.replace(/(.{4})(?=.)/g, "$1 ")]);

const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
const withBody = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).flatMap(([method, { requestBody }]) => {
    const schema = requestBody?.content?.["application/json"]?.schema;
    return schema ? [{ method: method.toUpperCase(), path, schema }] : [];
  }),
);

/** A body of the schema's shape in which every text is the canary, and every number too where `inNumbers`. */
function filled(schema: Schema, canary: string, inNumbers: boolean): unknown {
  if (schema.$ref) return filled(schemas[schema.$ref.split("/").at(-1)!]!, canary, inNumbers);
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return filled(choice, canary, inNumbers);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => filled(part, canary, inNumbers)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, filled(part, canary, inNumbers)]),
      );
    case "array":
      return [filled(schema.items ?? {}, canary, inNumbers)];
    case "integer":
    case "number":
      return inNumbers ? Number(canary.replaceAll(" ", "")) : 1;
    case "boolean":
      return true;
    default:
      return canary;
  }
}

const logged: string[] = [];
for (const level of ["log", "info", "warn", "error"] as const)
  vi.spyOn(console, level).mockImplementation((...words) => void logged.push(words.join(" ")));

/** Everything that is kept anywhere, as text. */
async function everythingKept(): Promise<string> {
  const parts: string[] = [];
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
  ).all<{ name: string }>();
  for (const { name } of results)
    parts.push(JSON.stringify((await env.DB.prepare(`SELECT * FROM ${name}`).all()).results));
  const bindings: object[] = Object.values(env);
  const namespaces = bindings.filter(
    (binding): binding is DurableObjectNamespace<undefined> => binding.constructor.name === "DurableObjectNamespace",
  );
  expect(namespaces.length).toBeGreaterThan(4);
  for (const namespace of namespaces)
    for (const id of await listDurableObjectIds(namespace))
      parts.push(await runInDurableObject(namespace.get(id), (_: unknown, { storage }) => dumpOf(storage)));
  for (const bucket of [env.MODELS]) for (const { key } of (await bucket.list()).objects) parts.push(key);
  return parts.join("\n");
}

function dumpOf(storage: DurableObjectStorage): string {
  const tables = storage.sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
    )
    .toArray();
  const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
  return JSON.stringify([rows, [...storage.kv.list()]]);
}

afterEach(async () => {
  const kept = `${await everythingKept()}\n${logged.join("\n")}`;
  for (const spelling of spellings) expect(kept.includes(spelling), spelling).toBe(false);
});

describe("a card number", () => {
  it("finds the operations that it is tried on", () => {
    expect(withBody.length).toBeGreaterThan(12);
  });

  it.each(withBody)("is refused in every field of $method $path, by name", async ({ method, path, schema }) => {
    const caller = await given.person("super_admin");
    for (const canary of spellings)
      for (const inNumbers of [false, true]) {
        const body = filled(schema, canary, inNumbers);
        if (!JSON.stringify(body).replaceAll(" ", "").includes(canary.replaceAll(" ", ""))) continue;
        const answer = await api(caller).send(method, path.replace(/\{\w+\}/g, "nobody"), body);
        expect(answer.status).toBe(422);
        const { code, errors } = await bodyOf<{ code: string; errors: { path: string }[] }>(answer);
        expect(code).toBe("request.card_number_refused");
        expect(errors.length).toBeGreaterThan(0);
        expect(JSON.stringify(errors)).not.toContain(canary);
      }
  });

  it("is refused in the form of a model", async () => {
    const caller = await given.person("org_admin");
    for (const canary of canaries) {
      const text = JSON.stringify(manifest({ version: canary }));
      expect((await sendForm(caller, { manifest: text, model: shippedModel() })).status).toBe(422);
    }
  });

  it("in a form of OAuth is neither echoed nor kept", async () => {
    const client = await registered(await given.person("org_admin"));
    const forms = canaries.flatMap((canary): Record<string, string>[] => [
      { scope: canary, token: canary, client_id: canary, client_secret: canary },
      { scope: canary, token: canary, client_id: `cli_${canary}0000000000`, client_secret: canary },
      { client_assertion_type: canary, client_assertion: canary, token: canary, [canary]: canary },
    ]);
    for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/introspect"])
      for (const fields of forms)
        for (const headers of [undefined, { "content-type": `text/${canaries[0]}` }]) {
          const answer = await postForm(path, { grant_type: "client_credentials", ...fields }, headers);
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(await answer.text()).not.toMatch(/\d{13}/);
        }
    const own = { grant_type: "client_credentials", scope: canaries[0]!, token: canaries[1]!, [canaries[0]!]: "x" };
    for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/introspect"])
      expect(await (await postForm(path, own, basic(client))).text()).not.toMatch(/\d{13}/);
  });

  it("that stands in a path, a query or a header is kept nowhere", async () => {
    const caller = await given.person("org_admin");
    for (const canary of canaries) {
      const headers = {
        "x-request-id": `card-${canary}`,
        "user-agent": `Firefox ${canary}`,
        "accept-language": canary,
        "x-forwarded-for": canary,
      };
      const speaker = api(caller, { headers });
      for (const path of [
        `/api/antifraud/transactions/${canary}`,
        `/api/antifraud/transactions/list?user_id=${canary}`,
        `/api/users/${canary}`,
        `/api/nowhere/${canary}`,
      ])
        await (await speaker.get(path)).arrayBuffer();
      await speaker.delete(`/api/api-keys/${canary}`);
      const answer = await speaker.submit(payment());
      expect(answer.status).toBe(200);
      expect(answer.headers.get("x-request-id")).not.toContain(canary);
      await api(undefined, { headers }).post("/api/auth/login", {
        email: caller.email,
        password: "correct horse battery",
      });
    }
  });
});
