import { beforeAll, describe, expect, it } from "vitest";
import { app } from "../../workers/app.ts";
import { permissionsOf, type Role, roles } from "../../workers/auth/roles.ts";
import { covers } from "../../workers/platform/caller.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { uploaded } from "../support/models.ts";
import { payment } from "../support/samples.ts";
import { added } from "../support/webhooks.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Operation = { method: string; path: string; permission: string };

const { paths = {} } = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
/** Every operation that asks for a permission; what a person does for themselves needs none. */
const operations: Operation[] = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { "x-required-permission"?: string }>).flatMap(([method, operation]) => {
    const permission = operation["x-required-permission"] ?? "";
    return permission === "none" || permission === "signed-in"
      ? []
      : [{ method: method.toUpperCase(), path, permission }];
  }),
);
const withObject = operations.filter(({ path }) => path.includes("{"));

/** Objects of one organisation, by the beginning of the paths that name them; a new kind of object stands here too. */
const owned: { prefix: string; id: (owner: Person) => Promise<string>; missing: string }[] = [
  {
    prefix: "/api/antifraud/transactions/{txn_id}",
    missing: "txn-of-nobody",
    id: async (owner) => {
      const transaction = payment();
      await api(owner).submit(transaction);
      return transaction.transaction_id;
    },
  },
  { prefix: "/api/antifraud/models/{id}", missing: "mdl_nobody", id: async (owner) => (await uploaded(owner)).id },
  {
    prefix: "/api/api-keys/{key_id}",
    missing: "key_nobody",
    id: async (owner) =>
      (
        await bodyOf<{ id: string }>(
          await api(owner).post("/api/api-keys", { name: "Mine", scopes: ["read:transactions"] }),
        )
      ).id,
  },
  {
    prefix: "/api/users/{user_id}",
    missing: "usr_nobody",
    id: async ({ organizationId }) => (await given.colleague(organizationId, "viewer")).userId,
  },
  {
    prefix: "/api/webhooks/endpoints/{id}",
    missing: "whe_nobody",
    id: async (owner) => (await added(owner, "https://hooks.bank.uz/")).id,
  },
  {
    prefix: "/api/webhooks/deliveries/{id}",
    missing: `dlv_${"0".repeat(52)}`,
    id: async (owner) => {
      const { id } = await added(owner, "https://hooks.bank.uz/");
      const answer = await api(owner).post(`/api/webhooks/endpoints/${id}/test`, { type: "model.alert" });
      return (await bodyOf<{ id: string }>(answer)).id;
    },
  },
  {
    prefix: "/api/privacy/requests/{id}",
    missing: "prv_nobody",
    id: async (owner) => {
      const answer = await api(owner).post("/api/privacy/export", { subject: { type: "payer", id: "somebody" } });
      return (await bodyOf<{ id: string }>(answer)).id;
    },
  },
  {
    prefix: "/api/organizations/{org_id}",
    missing: "org_nobody",
    id: ({ organizationId }) => Promise.resolve(organizationId),
  },
];
const kindOf = (path: string) => owned.find(({ prefix }) => path.startsWith(prefix));

/** Bodies that pass the contract where an empty one does not, so that the object is looked for at all. */
const bodies: Record<string, unknown> = {
  "PUT /api/antifraud/transactions/{txn_id}/decision": { decision: "BLOCKED", reason: "looks wrong" },
  "POST /api/antifraud/models/{id}/canary": { share: 0.1 },
  "PUT /api/api-keys/{key_id}/networks": { allowed_ips: [] },
  "PUT /api/users/{user_id}/modules": { modules: [] },
  "PUT /api/users/{user_id}/role": { role: "viewer" },
  "PUT /api/organizations/{org_id}": { name: "Renamed" },
  "POST /api/organizations/{org_id}/invite-user": { email: "somebody@bank.uz", role: "viewer" },
  "PUT /api/webhooks/endpoints/{id}": { url: "https://hooks.bank.uz/" },
  "POST /api/webhooks/endpoints/{id}/test": { type: "model.alert" },
  "POST /api/webhooks/endpoints/{id}/recover": { since: "2026-01-01T00:00:00Z" },
};
const bodyFor = ({ method, path }: Operation) =>
  method === "GET" || method === "DELETE" ? undefined : (bodies[`${method} ${path}`] ?? {});
const ask = (caller: { token: string }, operation: Operation, id: string) =>
  api(caller).send(operation.method, operation.path.replace(/\{\w+\}/, id), bodyFor(operation));

it("finds operations to judge, and knows an object for each that names one", () => {
  expect(operations.length).toBeGreaterThan(25);
  expect(withObject.filter(({ path }) => !kindOf(path))).toEqual([]);
});

describe.each([...roles])("a %s", (role: Role) => {
  let person: Person;
  beforeAll(async () => {
    person = await given.person(role);
  });

  it.each(operations)("may $method $path only where $permission is theirs", async (operation) => {
    const isAllowed = permissionsOf[role].some((granted) => covers(granted, operation.permission));
    const answer = await ask(person, operation, kindOf(operation.path)?.missing ?? "");
    if (!isAllowed) {
      expect(answer.status).toBe(403);
      expect(await bodyOf(answer)).toMatchObject({ code: "auth.missing_permission" });
      return;
    }
    expect(answer.status).not.toBe(401);
    expect(answer.status).toBeLessThan(500);
    if (answer.status === 403) expect(await bodyOf(answer)).not.toMatchObject({ code: "auth.missing_permission" });
    else await answer.arrayBuffer();
  });
});

describe("an object of another organisation", () => {
  const ids = new Map<string, string>();
  let stranger: Person;
  beforeAll(async () => {
    const owner = await given.person("org_admin");
    stranger = await given.person("org_admin");
    for (const kind of owned) ids.set(kind.prefix, await kind.id(owner));
  });

  it.each(
    withObject.filter(({ permission }) => permissionsOf.org_admin.some((granted) => covers(granted, permission))),
  )("is to $method $path as if it did not exist", async (operation) => {
    const { prefix, missing } = kindOf(operation.path)!;
    const foreign = await ask(stranger, operation, ids.get(prefix)!);
    const nothing = await ask(stranger, operation, missing);
    const [{ requestId: _, ...of }, { requestId: __, ...ofNothing }] = [await bodyOf(foreign), await bodyOf(nothing)];
    expect(foreign.status).toBe(404);
    expect(of).toEqual(ofNothing);
  });
});
