import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { auditActions } from "../../../workers/auth/audit/actions.ts";
import { toExported } from "../../../workers/auth/audit/read-events.ts";
import type { ExportedEvent } from "../../../workers/auth/audit/schemas.ts";
import { listPlaced } from "../../../workers/auth/audit/store.ts";
import { languages } from "../../../workers/platform/i18n.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { Sealer } from "../../../workers/platform/seal.ts";
import { api, bodyOf } from "../../support/api.ts";
import { exported, extend, happened, organizationWith, verified } from "../../support/audit.ts";
import { given } from "../../support/given.ts";
import { payment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Page = { data: (ExportedEvent & { title: string })[]; next_cursor: string | null };

const ADDRESS = "203.0.113.77";
const listed = async (person: Person, query = "", headers = {}) =>
  bodyOf<Page>(await api(person, { headers }).get(`/api/audit/events${query}`));
const textOf = async ({ organizationId }: Person) =>
  JSON.stringify(
    (await env.DB.prepare("SELECT * FROM audit_events WHERE organization_id = ?").bind(organizationId).all()).results,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an event", () => {
  it("says who did what to what, from where, and by which request", async () => {
    const admin = await given.person("org_admin");
    const headers = { "cf-connecting-ip": ADDRESS, "x-forwarded-for": "198.51.100.1", "x-request-id": "trace-audit-1" };
    const issued = await api(admin, { headers }).post("/api/api-keys", { name: "K", scopes: ["read:audit"] });
    const { id, key } = await bodyOf<{ id: string; key: string }>(issued);
    await extend(admin);
    const [event] = (await listed(admin, "?action=api_key.created", { "accept-language": "ru" })).data;
    expect(event).toMatchObject({
      version: 1,
      organization_id: admin.organizationId,
      sequence: 2,
      action: "api_key.created",
      title: "API-ключ создан",
      actor: { type: "user", id: admin.userId },
      target: { type: "api_key", id },
      changes: {},
      context: { request_id: "trace-audit-1" },
      opened: { "context.ip_address": ADDRESS },
    });
    expect(event!.context.ip_address).toMatch(/^v[12]\./);
    const byKey = { ...admin, token: key };
    await listed(byKey, "", { "x-forwarded-for": "198.51.100.1" });
    const [read] = (await listed(admin, "?action=audit.read")).data.filter(({ actor }) => actor.type === "api_key");
    expect(read).toMatchObject({ actor: { type: "api_key", id }, opened: {} });
  });

  it("keeps no address in the clear, no secret, and personal values only sealed", async () => {
    const admin = await given.person("org_admin");
    const changes = {
      email: ["old@bank.uz", "new@bank.uz"],
      password_hash: ["$scrypt$old", "$scrypt$new"],
      webhook_secret: [null, "whsec_123"],
      role: ["viewer", "org_admin"],
    } as const;
    await happened(admin.organizationId, [{ actor: admin.userId, changes }], { clientAddress: ADDRESS });
    const text = await textOf(admin);
    for (const secret of [ADDRESS, "old@bank.uz", "new@bank.uz", "$scrypt$", "whsec_123"])
      expect(text).not.toContain(secret);
    const [event] = (await listed(admin, "?action=api_key.created")).data;
    expect(event!.changes).toMatchObject({
      password_hash: { before: "[secret]", after: "[secret]" },
      webhook_secret: { before: null, after: "[secret]" },
      role: { before: "viewer", after: "org_admin" },
    });
    expect(event!.opened).toEqual({
      "context.ip_address": ADDRESS,
      "changes.email.before": "old@bank.uz",
      "changes.email.after": "new@bank.uz",
    });
  });

  it("stays verifiable when the key of its envelopes was erased, and shows them no more", async () => {
    const admin = await given.person("org_admin");
    await happened(admin.organizationId, [{}], { clientAddress: ADDRESS });
    await extend(admin);
    const platform = createPlatform(env, {
      sealer: new Sealer(`s2:${btoa(String.fromCharCode(...new Uint8Array(32).fill(7)))}`, "index"),
    });
    const rows = await listPlaced(platform.db, admin.organizationId, { sequence: 0, id: "" }, 10, 10);
    expect((await toExported(platform, rows[1]!)).opened).toEqual({ "context.ip_address": null });
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 2 });
  });

  it("has an action with a title in every language", () => {
    for (const { title } of Object.values(auditActions))
      for (const language of languages) expect(title[language].length).toBeGreaterThan(3);
  });
});

describe("GET /api/audit/events", () => {
  it("walks through the log, newest first, without gap or repeat while it grows", async () => {
    const admin = await given.person("org_admin");
    const begun = Date.now();
    const events = Array.from({ length: 7 }, (_, n) => ({ target: `key_${n}`, at: begun + n }));
    await happened(admin.organizationId, events);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listed(admin, `?limit=3&action=api_key.created${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.data.map(({ target }) => target.id));
      await happened(admin.organizationId, [{ target: "key_new", at: Date.now() + 1000 }]);
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `key_${n}`));
  });

  it("filters by actor, action, target and time", async () => {
    const admin = await given.person("org_admin");
    const [first, second] = ["2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"];
    await happened(admin.organizationId, [
      { actor: "usr_a", target: "key_1", at: Date.parse(first) },
      { actor: "usr_b", target: "key_1", action: "api_key.revoked", at: Date.parse(second) },
    ]);
    const found = async (query: string) => (await listed(admin, query)).data.map(({ actor }) => actor.id);
    expect(await found("?target=key_1")).toEqual(["usr_b", "usr_a"]);
    expect(await found("?target=key_1&actor=usr_a")).toEqual(["usr_a"]);
    expect(await found("?target=key_1&action=api_key.revoked")).toEqual(["usr_b"]);
    expect(await found(`?from=${first}&to=${second}`)).toEqual(["usr_a"]);
    expect(await found(`?from=${second}&to=2026-04-01T00:00:00Z`)).toEqual(["usr_b"]);
  });

  it.each(["?limit=0", "?cursor=nonsense", "?from=yesterday"])("refuses %s and says where", async (query) => {
    const answer = await api(await given.person("org_admin")).get(`/api/audit/events${query}`);
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map(({ path }) => path)).toEqual([/\w+/.exec(query)![0]]);
  });

  it.each(["events", "export", "verify", "checkpoints"])("shows %s to administrators alone", async (what) => {
    for (const role of ["bankcall_manager", "antifraud_manager", "viewer"] as const)
      expect((await api(await given.person(role)).get(`/api/audit/${what}`)).status).toBe(403);
    for (const role of ["org_admin", "super_admin"] as const)
      expect((await api(await given.person(role)).get(`/api/audit/${what}`)).status).toBe(200);
  });

  it("shows nothing of another organisation", async () => {
    const [admin, other] = [await organizationWith(2), await organizationWith(2)];
    await extend(other);
    const query = `?actor=${other.userId}&target=${other.organizationId}`;
    expect((await listed(admin, query)).data).toEqual([]);
    for (const event of [...(await listed(admin)).data, ...(await exported(admin))])
      expect(event.organization_id).toBe(admin.organizationId);
  });
});

describe("GET /api/audit/export", () => {
  it("streams the whole log in the order of the chain, however long", async () => {
    const admin = await given.person("org_admin");
    await env.DB.prepare(
      `INSERT INTO audit_events (id, organization_id, actor, action, target, request_id, created_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
       SELECT printf('aud_%s_%05d', ?1, i), ?1, 'system', 'api_key.created', 'key_x', 'test', ?2 + i FROM n`,
    )
      .bind(admin.organizationId, Date.now() + 1000)
      .run();
    const answer = await api(admin).get("/api/audit/export");
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    expect(answer.headers.get("content-disposition")).toContain(`audit-${admin.organizationId}.jsonl`);
    await answer.body?.cancel();
    const events = await exported(admin);
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1236 }, (_, i) => i + 1));
  });

  it("has no gaps where it is of a time, also when events came late", async () => {
    const admin = await given.person("org_admin");
    const day = (n: number) => Date.parse(`2026-03-0${n}T10:00:00Z`);
    await extend(admin);
    for (const at of [day(1), day(3), day(2), day(5)]) {
      await happened(admin.organizationId, [{ at }]);
      await extend(admin);
    }
    const events = await exported(admin, "?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z");
    expect(events.map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
    expect(await exported(admin, "?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")).toEqual([]);
  });
});

describe("reading what is sensitive", () => {
  const actionsOf = async (person: { organizationId: string }) => {
    const { results } = await env.DB.prepare(
      "SELECT action, target FROM audit_events WHERE organization_id = ? ORDER BY created_at, rowid",
    )
      .bind(person.organizationId)
      .all<{ action: string; target: string }>();
    return results.map(({ action, target }) => `${action} ${target}`);
  };

  it("goes on record: the log itself, its export, keys, and a transaction's details; a missing one does not", async () => {
    const admin = await given.person("org_admin");
    const { transaction_id } = payment();
    expect((await api(admin).submit(payment({ transaction_id }))).status).toBe(200);
    const paths = ["audit/events", "audit/export", "api-keys", `antifraud/transactions/${transaction_id}`];
    for (const path of paths) expect((await api(admin).get(`/api/${path}`)).status).toBe(200);
    expect((await api(admin).get("/api/antifraud/transactions/none")).status).toBe(404);
    const { organizationId } = admin;
    expect((await actionsOf(admin)).slice(1)).toEqual([
      `audit.read ${organizationId}`,
      `audit.exported ${organizationId}`,
      `api_key.listed ${organizationId}`,
      `transaction.read ${transaction_id}`,
    ]);
  });

  it("goes on record by the queue while the database is down, once; and is refused where that is down too", async () => {
    const admin = await given.person("org_admin");
    const transaction = payment();
    await api(admin).submit(transaction);
    const prepare = env.DB.prepare.bind(env.DB);
    const down = vi.spyOn(env.DB, "prepare").mockImplementation((query) => {
      if (/insert into "audit_events"/i.test(query)) throw new Error("D1 is down");
      return prepare(query);
    });
    const path = `/api/antifraud/transactions/${transaction.transaction_id}`;
    // Only of this organisation's row, since others' announcements of earlier tests may still be on their way.
    const send = env.EVENTS.send.bind(env.EVENTS);
    const refused = vi
      .spyOn(env.EVENTS, "send")
      .mockImplementation((body, options) =>
        String(body).includes(admin.organizationId) && String(body).includes('"row"')
          ? Promise.reject(new Error("queue is down"))
          : send(body as string, options),
      );
    const answer = await api(admin).get(path);
    expect(answer.status).toBe(503);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.audit_unavailable" });
    refused.mockRestore();
    expect((await api(admin).get(path)).status).toBe(200);
    down.mockRestore();
    const reads = async () => (await actionsOf(admin)).filter((action) => action.startsWith("transaction.read"));
    await vi.waitFor(async () => expect(await reads()).toHaveLength(1), { timeout: 20_000, interval: 100 });
  });
});
