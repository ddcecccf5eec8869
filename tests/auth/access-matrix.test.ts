import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { recordAlert } from "../../workers/antifraud/alerts/record-alerts.ts";
import { app } from "../../workers/app.ts";
import { permissionsOf, type Role, roles } from "../../workers/auth/roles.ts";
import { covers } from "../../workers/platform/caller.ts";
import { deriveId } from "../../workers/platform/ids.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { liveOf, sandboxOf } from "../../workers/platform/sandbox.ts";
import { aggregateDraft, aggregated } from "../support/aggregates.ts";
import { alertDraft, watching } from "../support/alerts.ts";
import { api, bodyOf } from "../support/api.ts";
import { ordered } from "../support/backtests.ts";
import { decided, projected } from "../support/decided.ts";
import { given } from "../support/given.ts";
import { listed } from "../support/lists.ts";
import { uploaded } from "../support/models.ts";
import { registered } from "../support/oauth.ts";
import { pendingProposal, ruled } from "../support/rules.ts";
import { payment } from "../support/samples.ts";
import { added } from "../support/webhooks.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Operation = { method: string; path: string; permission: string; mode: string };

const { paths = {} } = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
/** Every operation that asks for a caller; what an OAuth client does for itself has tests of its own. */
const guarded: Operation[] = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { "x-required-permission"?: string; "x-mode"?: string }>).flatMap(
    ([method, operation]) => {
      const { "x-required-permission": permission = "", "x-mode": mode = "" } = operation;
      return ["none", "oauth-client"].includes(permission)
        ? []
        : [{ method: method.toUpperCase(), path, permission, mode }];
    },
  ),
);
const operations = guarded.filter(({ permission }) => permission !== "signed-in");
const withObject = operations.filter(({ path }) => path.includes("{"));

/** Whoever may manage alerts where an owner is: administrators may not, test keys of every scope may. */
const managerOf = async (owner: Person): Promise<{ token: string }> =>
  owner.token.startsWith("aif_") ? owner : given.colleague(owner.organizationId, "antifraud_manager");

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
  {
    prefix: "/api/antifraud/customers/{user_id}",
    missing: "customer-of-nobody",
    id: async (owner) => {
      const transaction = payment({ user_id: `customer-${crypto.randomUUID()}` });
      await api(owner).submit(transaction);
      return transaction.user_id;
    },
  },
  { prefix: "/api/antifraud/models/{id}", missing: "mdl_nobody", id: async (owner) => (await uploaded(owner)).id },
  {
    prefix: "/api/antifraud/rules/proposals/{id}",
    missing: "rcp_nobody",
    id: pendingProposal,
  },
  {
    prefix: "/api/antifraud/breakers/{id}",
    missing: "rule_nobody",
    id: async (owner) => (await ruled(owner)).rule_id,
  },
  {
    prefix: "/api/antifraud/rules/{rule_id}",
    missing: "rule_nobody",
    id: async (owner) => (await ruled(owner)).rule_id,
  },
  {
    prefix: "/api/antifraud/backtests/{backtest_id}",
    missing: "bkt_nobody",
    id: async (owner) => {
      await projected([decided(owner.organizationId, { at: Date.now() - 1000 })]);
      return (await ordered(owner)).id;
    },
  },
  {
    prefix: "/api/antifraud/lists/{list_id}",
    missing: "lst_nobody",
    id: async (owner) => (await listed(owner)).list_id,
  },
  {
    prefix: "/api/antifraud/blocks/{block_id}",
    missing: "blk_nobody",
    id: async (owner) => {
      const block = { entity_type: "user", entity_id: crypto.randomUUID(), reason: "order" };
      return (await bodyOf<{ block_id: string }>(await api(owner).post("/api/antifraud/blocks", block))).block_id;
    },
  },
  {
    prefix: "/api/antifraud/alerts/rules/{rule_id}",
    missing: "alr_nobody",
    id: async (owner) => (await watching(await managerOf(owner))).id,
  },
  {
    prefix: "/api/antifraud/alerts/{alert_id}",
    missing: "alert_nobody",
    id: async (owner) => {
      const mode = (owner.token.startsWith("aif_test_") ? sandboxOf : liveOf)(owner.organizationId);
      await recordAlert(createPlatform(env), {
        organizationId: mode,
        source: "model",
        key: "a key",
        sourceId: "v1",
        name: "v1",
        kind: "score_drift",
        severity: "warning",
        value: 1,
        threshold: 0.25,
        subject: null,
        firedAt: Date.now(),
        endedAt: null,
      });
      return deriveId("alert", `model|${mode}|a key`);
    },
  },
  {
    prefix: "/api/antifraud/aggregates/{name}",
    missing: "counted_by_nobody",
    id: async (owner) => (await aggregated(owner, { name: `counted_${crypto.randomUUID().slice(0, 8)}` })).name,
  },
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
    prefix: "/api/oauth/clients/{client_id}",
    missing: "cli_nobody",
    id: async (owner) => (await registered(owner)).client_id,
  },
  {
    prefix: "/api/admin/users/{user_id}",
    missing: "usr_nobody",
    id: async ({ organizationId }) => (await given.colleague(organizationId, "viewer")).userId,
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
/** How long making one of each may take: the first payment loads the model. */
const OBJECTS_MS = 60_000;
const kindOf = (path: string) => owned.find(({ prefix }) => path.startsWith(prefix));

/** Bodies that pass the contract where an empty one does not, so that the object is looked for at all. */
const bodies: Record<string, unknown> = {
  "PUT /api/antifraud/transactions/{txn_id}/decision": { decision: "BLOCKED", reason: "looks wrong" },
  "PUT /api/antifraud/reviews/settings": { due_after_minutes: 240, auto_approve_verified: false },
  "POST /api/antifraud/transactions/{txn_id}/review/escalate": { reason: "above my limit" },
  "POST /api/antifraud/transactions/{txn_id}/review/notes": { note: "called the customer" },
  "POST /api/antifraud/transactions/{txn_id}/verification": { method: "sms", result: "passed", reference: "sms-1" },
  "POST /api/antifraud/models/{id}/canary": { share: 0.1 },
  "PUT /api/antifraud/rules/{rule_id}": {
    name: "Renamed",
    conditions: { amount: { operator: "exists", value: true } },
    action: "REVIEW",
  },
  "POST /api/antifraud/rules/{rule_id}/rollback": { off: true },
  "POST /api/antifraud/rules/{rule_id}/snoozes": { user_id: "somebody", days: 1, comment: "travels" },
  "POST /api/antifraud/rules/proposals/{id}/reject": { reason: "too wide" },
  "POST /api/antifraud/rules/{rule_id}/test": { history: { limit: 1 } },
  "PUT /api/antifraud/lists/{list_id}": { name: "Renamed" },
  "POST /api/antifraud/lists/{list_id}/entries": { value: "somebody" },
  "PUT /api/antifraud/alerts/rules/{rule_id}": alertDraft(),
  "POST /api/antifraud/alerts/rules/{rule_id}/mute": { minutes: 5 },
  "PUT /api/antifraud/aggregates/{name}": aggregateDraft(),
  "PUT /api/api-keys/{key_id}/networks": { allowed_ips: [] },
  "PUT /api/oauth/clients/{client_id}": { name: "Renamed" },
  "PUT /api/users/{user_id}/modules": { modules: [] },
  "PUT /api/users/{user_id}/role": { role: "viewer" },
  "PUT /api/organizations/{org_id}": { name: "Renamed" },
  "PUT /api/organizations/{org_id}/ip-allowlist": { networks: [] },
  "POST /api/organizations/{org_id}/invite-user": { email: "somebody@bank.uz", role: "viewer" },
  "PUT /api/webhooks/endpoints/{id}": { url: "https://hooks.bank.uz/" },
  "POST /api/webhooks/endpoints/{id}/test": { type: "model.alert" },
  "POST /api/webhooks/endpoints/{id}/recover": { since: "2026-01-01T00:00:00Z" },
};
const bodyFor = ({ method, path }: Operation) =>
  method === "GET" || method === "DELETE" ? undefined : (bodies[`${method} ${path}`] ?? {});
const ask = (caller: { token: string }, operation: Operation, id: string, headers: Record<string, string> = {}) =>
  api(caller, { headers }).send(operation.method, operation.path.replace(/\{\w+\}/, id), bodyFor(operation));
const inTestMode = { "foundry-mode": "test" };

it("finds operations to judge, and knows an object for each that names one", () => {
  expect(operations.length).toBeGreaterThan(25);
  expect(guarded.filter(({ mode }) => !["live", "test", "both"].includes(mode))).toEqual([]);
  expect(withObject.filter(({ path }) => !kindOf(path))).toEqual([]);
});

/** Everything that anyone may be permitted. */
const everyScope = [...permissionsOf.super_admin];

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

describe.each([
  ["a test key of every scope", async () => ({ caller: await given.testKey(everyScope), headers: {} })],
  ["a person in test mode", async () => ({ caller: await given.person("super_admin"), headers: inTestMode })],
] as const)("%s", (_, give) => {
  let asker: Awaited<ReturnType<typeof give>>;
  beforeAll(async () => {
    asker = await give();
  });

  it.each(guarded.filter(({ mode }) => mode === "live"))("is refused to $method $path", async (operation) => {
    const answer = await ask(asker.caller, operation, kindOf(operation.path)?.missing ?? "none", asker.headers);
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.live_only" });
  });

  it.each(guarded.filter(({ mode }) => mode !== "live"))("may $method $path", async (operation) => {
    const answer = await ask(asker.caller, operation, kindOf(operation.path)?.missing ?? "none", asker.headers);
    expect([401, 403]).not.toContain(answer.status);
    expect(answer.status).toBeLessThan(500);
    await answer.arrayBuffer();
  });
});

describe("a live key of every scope", () => {
  it.each(guarded.filter(({ mode }) => mode === "test"))("is refused to $method $path", async (operation) => {
    const answer = await ask(await given.apiKey(everyScope), operation, "");
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.test_only" });
  });
});

describe("an object of the other mode of one organisation", () => {
  const inBoth = withObject.filter(({ mode }) => mode === "both");
  const ids = { live: new Map<string, string>(), test: new Map<string, string>() };
  let live: Person;
  let test: Awaited<ReturnType<typeof given.testKey>>;
  beforeAll(async () => {
    live = await given.person("super_admin");
    test = await given.testKey(everyScope, live.organizationId);
    const owner = { ...live, token: test.token };
    for (const { prefix, id } of owned.filter(({ prefix }) => inBoth.some(({ path }) => path.startsWith(prefix)))) {
      ids.live.set(prefix, await id(live));
      ids.test.set(prefix, await id(owner));
    }
  }, OBJECTS_MS);

  it.each(inBoth)("is to $method $path as if it did not exist", async (operation) => {
    const { prefix, missing } = kindOf(operation.path)!;
    for (const [asker, of] of [
      [test, ids.live],
      [live, ids.test],
    ] as const) {
      const foreign = await ask(asker, operation, of.get(prefix)!);
      const nothing = await ask(asker, operation, missing);
      const [{ requestId: _, ...found }, { requestId: __, ...ofNothing }] = [
        await bodyOf(foreign),
        await bodyOf(nothing),
      ];
      expect(foreign.status).toBe(404);
      expect(found).toEqual(ofNothing);
    }
  });
});

describe("an object of another organisation", () => {
  const ids = new Map<string, string>();
  let stranger: Person;
  beforeAll(async () => {
    const owner = await given.person("org_admin");
    stranger = await given.person("org_admin");
    for (const kind of owned) ids.set(kind.prefix, await kind.id(owner));
  }, OBJECTS_MS);

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
