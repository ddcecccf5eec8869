import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

type Profile = { id: string; role: string; full_name: string; phone: string | null; modules: string[]; email: string };
type Organization = { id: string; name: string; modules: string[]; subscription_tier: string; billing_email: string };
type Page<T> = { data: T[]; next_cursor: string | null };
type ProblemBody = { code: string; errors?: { path: string; message: string }[] };

/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));
const put = (caller: { token: string }, path: string, body: unknown) => api(caller).send("PUT", path, body);
const problemOf = async (answer: Response) => [answer.status, (await bodyOf<ProblemBody>(answer)).code];
const auditOf = async (organizationId: string) =>
  (
    await env.DB.prepare(
      "SELECT action, target, changes FROM audit_events WHERE organization_id = ? ORDER BY created_at, id",
    )
      .bind(organizationId)
      .all<{ action: string; target: string; changes: string | null }>()
  ).results;
/** An organisation with an administrator and an analyst. */
async function team() {
  const admin = await given.person("org_admin");
  const analyst = await given.colleague(admin.organizationId, "antifraud_manager");
  return { admin, analyst };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("one's own profile", () => {
  it("takes a new name and phone, sealed, and names them in the audit log without showing them", async () => {
    const person = await given.person("viewer");
    const answer = await put(person, "/api/users/me", { full_name: "Zulfiya Rahimova", phone: "+998935550011" });
    expect(await bodyOf<Profile>(answer)).toMatchObject({ full_name: "Zulfiya Rahimova", phone: "+998935550011" });
    expect(await bodyOf<Profile>(await api(person).get("/api/users/me"))).toMatchObject({ phone: "+998935550011" });
    const stored = JSON.stringify(await env.DB.prepare("SELECT * FROM users WHERE id = ?").bind(person.userId).first());
    expect(stored).not.toContain("Zulfiya");
    const [, change] = await auditOf(person.organizationId);
    expect(change).toMatchObject({ action: "user.profile_changed", target: person.userId });
    expect(Object.keys(JSON.parse(change!.changes!))).toEqual(["fullName", "phone"]);
    expect(change!.changes).not.toContain("Zulfiya");
    expect(await bodyOf<Profile>(await put(person, "/api/users/me", { phone: null }))).toMatchObject({ phone: null });
  });

  it.each([
    ["role", { full_name: "Z", role: "super_admin" }],
    ["organization_id", { organization_id: "org_other" }],
    ["permissions", { permissions: ["manage:*"] }],
    ["(body)", {}],
    ["phone", { phone: "12345" }],
  ])("takes no %s", async (path, changes) => {
    const person = await given.person("viewer");
    const answer = await put(person, "/api/users/me", changes);
    expect(answer.status).toBe(422);
    expect((await bodyOf<ProblemBody>(answer)).errors?.map((error) => error.path)).toContain(path);
    expect(await bodyOf<Profile>(await api(person).get("/api/users/me"))).toMatchObject({
      role: "viewer",
      full_name: "Test Person",
    });
  });
});

describe("people", () => {
  it("are read and listed by their administrator, and are nobody else's", async () => {
    const { admin, analyst } = await team();
    expect(await bodyOf<Profile>(await api(admin).get(`/api/users/${analyst.userId}`))).toMatchObject({
      id: analyst.userId,
      role: "antifraud_manager",
      email: analyst.email,
    });
    const stranger = await given.person("org_admin");
    const missing = await api(stranger).get("/api/users/usr_00000000000000000000000000");
    const foreign = await api(stranger).get(`/api/users/${analyst.userId}`);
    expect(await problemOf(foreign)).toEqual(await problemOf(missing));
    const list = `/api/organizations/${admin.organizationId}/users`;
    expect(await problemOf(await api(stranger).get(list))).toEqual([404, "auth.organization_not_found"]);
    expect(await problemOf(await api(analyst).get(list))).toEqual([403, "auth.missing_permission"]);
    const root = await given.person("super_admin");
    expect((await api(root).get(`/api/users/${analyst.userId}`)).status).toBe(200);
  });

  it("are listed in pages, each once", async () => {
    const admin = await given.person("org_admin");
    for (let i = 0; i < 4; i++) await given.colleague(admin.organizationId, "viewer");
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const from = cursor === "" ? "" : `&cursor=${cursor}`;
      const page: Page<Profile> = await bodyOf<Page<Profile>>(
        await api(admin).get(`/api/organizations/${admin.organizationId}/users?limit=2${from}`),
      );
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it("lose a product within a second, with the token that they have", async () => {
    const { admin, analyst } = await team();
    const list = "/api/antifraud/transactions/list";
    expect((await api(analyst).get(list)).status).toBe(200);
    const path = `/api/users/${analyst.userId}/modules`;
    expect((await put(admin, path, { modules: ["bankcall"] })).status).toBe(200);
    await forgotten();
    expect(await problemOf(await api(analyst).get(list))).toEqual([403, "auth.module_not_enabled"]);
    expect((await put(admin, path, { modules: ["antifraud"] })).status).toBe(200);
    await forgotten();
    expect((await api(analyst).get(list)).status).toBe(200);
    const changes = (await auditOf(admin.organizationId)).filter(({ action }) => action === "user.modules_changed");
    expect(changes.map((change) => JSON.parse(change.changes!))).toEqual([
      { modules: ["antifraud bankcall", "bankcall"] },
      { modules: ["bankcall", "antifraud"] },
    ]);
  });

  it("get no product that their organisation has not", async () => {
    const admin = await given.person("org_admin", ["antifraud"]);
    const viewer = await given.colleague(admin.organizationId, "viewer", ["antifraud"]);
    const answer = await put(admin, `/api/users/${viewer.userId}/modules`, { modules: ["antifraud", "bankcall"] });
    expect(answer.status).toBe(422);
    expect((await bodyOf<ProblemBody>(answer)).errors).toEqual([
      { path: "modules.1", message: "The organisation does not have this product" },
    ]);
  });

  it("act in their new role within a second, with the token that they have", async () => {
    const { admin, analyst } = await team();
    expect((await api(analyst).get("/api/antifraud/transactions/list")).status).toBe(200);
    expect((await put(admin, `/api/users/${analyst.userId}/role`, { role: "viewer" })).status).toBe(200);
    await forgotten();
    expect((await api(analyst).get("/api/antifraud/transactions/list")).status).toBe(403);
    expect(await bodyOf<Profile>(await api(analyst).get("/api/users/me"))).toMatchObject({ role: "viewer" });
  });

  it("are made super administrators only by one, who is out of others' reach", async () => {
    const { admin, analyst } = await team();
    const path = `/api/users/${analyst.userId}/role`;
    expect(await problemOf(await put(admin, path, { role: "super_admin" }))).toEqual([403, "auth.role_too_high"]);
    const root = await given.person("super_admin");
    expect((await put(root, path, { role: "super_admin" })).status).toBe(200);
    expect(await problemOf(await put(admin, path, { role: "viewer" }))).toEqual([403, "auth.role_too_high"]);
    expect(await problemOf(await api(admin).delete(`/api/users/${analyst.userId}`))).toEqual([
      403,
      "auth.role_too_high",
    ]);
  });

  it("are told by the queue where their sessions could not be told at once", async () => {
    const { admin, analyst } = await team();
    // The administrator is recognised for a second, so the next object that is asked for is the analyst's.
    expect((await api(admin).get("/api/users/me")).status).toBe(200);
    vi.spyOn(env.USER_SESSION, "getByName").mockImplementationOnce(() => {
      throw new Error("object overloaded");
    });
    expect((await put(admin, `/api/users/${analyst.userId}/role`, { role: "viewer" })).status).toBe(200);
    await vi.waitFor(
      async () => expect((await api(analyst).get("/api/antifraud/transactions/list")).status).toBe(403),
      { timeout: 5000, interval: 200 },
    );
  });

  it("are removed with their sessions at once, and may be asked back", async () => {
    const { admin, analyst } = await team();
    expect((await api(admin).delete(`/api/users/${analyst.userId}`)).status).toBe(204);
    expect(await problemOf(await api(admin).delete(`/api/users/${analyst.userId}`))).toEqual([
      404,
      "auth.person_not_found",
    ]);
    await forgotten();
    expect((await api(analyst).get("/api/users/me")).status).toBe(401);
    expect((await api().post("/api/auth/refresh-token", { refresh_token: analyst.refreshToken })).status).toBe(401);
    const credentials = { email: analyst.email, password: "correct horse battery" };
    expect((await api().post("/api/auth/login", credentials)).status).toBe(401);
    const again = {
      ...credentials,
      organization_name: "Again",
      full_name: "N",
      phone: "+998901234567",
      modules: ["antifraud"],
    };
    expect((await api().post("/api/auth/register", again)).status).toBe(201);
  });

  it("keep one administrator, also where two remove each other at the same moment", async () => {
    const first = await given.person("org_admin");
    const second = await given.colleague(first.organizationId, "org_admin");
    const answers = await Promise.all([
      api(first).delete(`/api/users/${second.userId}`),
      api(second).delete(`/api/users/${first.userId}`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const [left] = [first, second].filter((_, i) => answers[i]!.status === 204);
    expect(await problemOf(await api(left!).delete(`/api/users/${left!.userId}`))).toEqual([409, "auth.last_admin"]);
    expect(await problemOf(await put(left!, `/api/users/${left!.userId}/role`, { role: "viewer" }))).toEqual([
      409,
      "auth.last_admin",
    ]);
    const removals = (await auditOf(first.organizationId)).filter(({ action }) => action === "user.removed");
    expect(removals).toHaveLength(1);
  });
});

describe("organisations", () => {
  const draft = {
    name: "Gamma Bank",
    type: "bank",
    modules: ["bankcall"],
    subscription_tier: "starter",
    billing_email: "billing@gamma.uz",
  };

  it("are opened, listed and changed by super administrators", async () => {
    const root = await given.person("super_admin");
    const answer = await api(root).post("/api/organizations", draft);
    expect(answer.status).toBe(201);
    const { id, ...opened } = await bodyOf<Organization>(answer);
    expect(opened).toMatchObject(draft);
    const stored = JSON.stringify(await env.DB.prepare("SELECT * FROM organizations WHERE id = ?").bind(id).first());
    expect(stored).not.toContain("billing@gamma.uz");
    const changes = { subscription_tier: "business", modules: ["bankcall", "antifraud"] };
    expect(await bodyOf<Organization>(await put(root, `/api/organizations/${id}`, changes))).toMatchObject(changes);
    const listed = await bodyOf<Page<Organization>>(await api(root).get("/api/organizations?limit=5"));
    expect(listed.data.map((organization) => organization.id)).toContain(id);
    for (const [method, path] of [
      ["POST", "/api/organizations"],
      ["GET", "/api/organizations"],
    ] as const)
      expect(
        (await api(await given.person("org_admin")).send(method, path, method === "POST" ? draft : undefined)).status,
      ).toBe(403);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["organization.created", "organization.changed"]);
  });

  it("are read and renamed by their administrators, who change nothing that is paid for", async () => {
    const admin = await given.person("org_admin");
    const path = `/api/organizations/${admin.organizationId}`;
    const changes = { name: "Alfa Bank", billing_email: "Hisob@alfa.uz" };
    expect(await bodyOf<Organization>(await put(admin, path, changes))).toMatchObject({
      name: "Alfa Bank",
      billing_email: "hisob@alfa.uz",
    });
    const refused = await put(admin, path, { name: "Alfa", subscription_tier: "enterprise", modules: ["antifraud"] });
    expect(refused.status).toBe(403);
    const { code, errors } = await bodyOf<ProblemBody>(refused);
    expect([code, errors?.map((error) => error.path)]).toEqual([
      "auth.entitlements_fixed",
      ["subscription_tier", "modules"],
    ]);
    expect(await bodyOf<Organization>(await api(admin).get(path))).toMatchObject({
      name: "Alfa Bank",
      subscription_tier: "business",
    });
    const stranger = await given.person("org_admin");
    for (const answer of [await api(stranger).get(path), await put(stranger, path, { name: "Mine" })])
      expect(await problemOf(answer)).toEqual([404, "auth.organization_not_found"]);
  });

  it("lose a product within a second, for people and keys", async () => {
    const root = await given.person("super_admin");
    const admin = await given.person("org_admin");
    const { key } = await bodyOf<{ key: string }>(
      await api(admin).post("/api/api-keys", { name: "Gateway", scopes: ["read:transactions"] }),
    );
    const list = "/api/antifraud/transactions/list";
    for (const token of [admin.token, key]) expect((await api({ token }).get(list)).status).toBe(200);
    await put(root, `/api/organizations/${admin.organizationId}`, { modules: ["bankcall"] });
    await forgotten();
    for (const token of [admin.token, key])
      expect(await problemOf(await api({ token }).get(list))).toEqual([403, "auth.module_not_enabled"]);
  });
});
