import { env } from "cloudflare:workers";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

type Person = { id: string; email: string; organization_name: string; role: string; suspended_at: string | null };
type Page = { data: Person[]; next_cursor: string | null };

const PASSWORD = "correct horse battery";
/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const change = (caller: { token: string }, verb: "suspend" | "activate", userId: string) =>
  api(caller).post(`/api/admin/users/${userId}/${verb}`, {});
const signIn = (email: string) => api().post("/api/auth/login", { email, password: PASSWORD });
const actionsOn = async (target: string) =>
  (
    await env.DB.prepare("SELECT action FROM audit_events WHERE target = ? ORDER BY created_at, id")
      .bind(target)
      .all<{ action: string }>()
  ).results.map(({ action }) => action);

describe("the people of the platform", () => {
  it("are listed across organisations for super administrators alone, and that is on record", async () => {
    const root = await given.person("super_admin");
    const [one, other] = [await given.person("viewer"), await given.person("org_admin")];
    const { data } = await bodyOf<Page>(await api(root).get("/api/admin/users?limit=100"));
    expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining([one.userId, other.userId, root.userId]));
    expect(await codeOf(await api(other).get("/api/admin/users"))).toEqual([403, "auth.missing_permission"]);
    expect(await actionsOn(root.organizationId)).toEqual(["user.listed"]);
  });

  it("are found by the whole address, organisation, role and standing", async () => {
    const root = await given.person("super_admin");
    const viewer = await given.person("viewer");
    const colleague = await given.colleague(viewer.organizationId, "org_admin");
    const found = async (query: Record<string, string>) =>
      (await bodyOf<Page>(await api(root).get(`/api/admin/users?${new URLSearchParams(query)}`))).data.map(
        ({ id }) => id,
      );
    expect(await found({ email: viewer.email.toUpperCase() })).toEqual([viewer.userId]);
    const within = { organization_id: viewer.organizationId };
    expect(await found(within)).toEqual([colleague.userId, viewer.userId]);
    expect(await found({ ...within, role: "viewer" })).toEqual([viewer.userId]);
    await change(root, "suspend", viewer.userId);
    expect(await found({ ...within, status: "suspended" })).toEqual([viewer.userId]);
    expect(await found({ ...within, status: "active" })).toEqual([colleague.userId]);
  });

  it("come in pages, each once", async () => {
    const root = await given.person("super_admin");
    const { organizationId } = await given.person("viewer");
    for (let i = 0; i < 4; i++) await given.colleague(organizationId, "viewer");
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const path = `/api/admin/users?organization_id=${organizationId}&limit=2${from}`;
      const page: Page = await bodyOf<Page>(await api(root).get(path));
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it("are out of reach of a key that was permitted as much, beyond its own organisation", async () => {
    const root = await given.person("super_admin");
    const stranger = await given.person("viewer");
    const key = await given.apiKey(["manage:organizations"], [], { owner: root.organizationId });
    const { data } = await bodyOf<Page>(await api(key).get("/api/admin/users?limit=100"));
    expect(data.map(({ id }) => id)).toEqual([root.userId]);
    expect(await codeOf(await change(key, "suspend", stranger.userId))).toEqual([404, "auth.person_not_found"]);
  });
});

describe("suspending", () => {
  it("ends sessions within a second and refuses to sign in, until the person is activated", async () => {
    const root = await given.person("super_admin");
    const victim = await given.person("org_admin");
    expect((await api(victim).get("/api/users/me")).status).toBe(200);
    const answer = await change(root, "suspend", victim.userId);
    expect(await bodyOf<Person>(answer)).toMatchObject({ id: victim.userId, suspended_at: expect.any(String) });
    await forgotten();
    expect((await api(victim).get("/api/users/me")).status).toBe(401);
    expect((await api().post("/api/auth/refresh-token", { refresh_token: victim.refreshToken })).status).toBe(401);
    expect(await codeOf(await signIn(victim.email))).toEqual([403, "auth.person_suspended"]);
    const wrong = await api().post("/api/auth/login", { email: victim.email, password: "another horse battery" });
    expect(await codeOf(wrong)).toEqual([401, "auth.wrong_credentials"]);

    expect(await bodyOf<Person>(await change(root, "activate", victim.userId))).toMatchObject({ suspended_at: null });
    expect((await signIn(victim.email)).status).toBe(200);
    expect((await api(victim).get("/api/users/me")).status).toBe(401);
    expect(await actionsOn(victim.userId)).toEqual([
      "user.seeded",
      "user.suspended",
      "user.activated",
      "session.opened",
    ]);
  });

  it("changes nothing when it is repeated", async () => {
    const root = await given.person("super_admin");
    const victim = await given.person("viewer");
    const first = await bodyOf<Person>(await change(root, "suspend", victim.userId));
    expect(await bodyOf<Person>(await change(root, "suspend", victim.userId))).toEqual(first);
    await change(root, "activate", victim.userId);
    expect((await change(root, "activate", victim.userId)).status).toBe(200);
    expect(await actionsOn(victim.userId)).toEqual(["user.seeded", "user.suspended", "user.activated"]);
  });

  it("is for super administrators alone, and knows nobody who is not there", async () => {
    const root = await given.person("super_admin");
    const admin = await given.person("org_admin");
    const colleague = await given.colleague(admin.organizationId, "viewer");
    for (const verb of ["suspend", "activate"] as const) {
      expect(await codeOf(await change(admin, verb, colleague.userId))).toEqual([403, "auth.missing_permission"]);
      expect(await codeOf(await change(root, verb, "usr_nobody"))).toEqual([404, "auth.person_not_found"]);
    }
  });

  it("asks those who have a second factor to have shown it lately", async () => {
    const root = await given.person("super_admin");
    const victim = await given.person("viewer");
    const enrolled = await api(root).post("/api/auth/2fa/enroll", { password: PASSWORD });
    const { secret } = await bodyOf<{ secret: string }>(enrolled);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    expect((await api(root).post("/api/auth/2fa/verify", { code })).status).toBe(200);
    expect((await change(root, "suspend", victim.userId)).status).toBe(200);
    const object = env.USER_SESSION.getByName(root.userId);
    const [session] = await object.list(Date.now());
    await object.factorShown(session!.id, Date.now() - 11 * 60_000);
    await forgotten();
    expect(await codeOf(await change(root, "activate", victim.userId))).toEqual([403, "auth.step_up_required"]);
  });
});

describe("the last super administrator", () => {
  /** Two of them, and no other on the platform. */
  async function two() {
    const pair = [await given.person("super_admin"), await given.person("super_admin")] as const;
    await env.DB.prepare("UPDATE users SET role = 'viewer' WHERE role = 'super_admin' AND id NOT IN (?, ?)")
      .bind(pair[0].userId, pair[1].userId)
      .run();
    return pair;
  }

  it("stays, also where two suspend each other at the same moment", async () => {
    const [first, second] = await two();
    const answers = await Promise.all([
      change(first, "suspend", second.userId),
      change(second, "suspend", first.userId),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect((await bodyOf<{ code: string }>(refused)).code).toBe("auth.last_super_admin");
  });

  it("cannot suspend, demote or remove themself", async () => {
    const [first, second] = await two();
    expect(await codeOf(await change(first, "suspend", first.userId))).toEqual([409, "auth.own_account"]);
    expect((await change(first, "suspend", second.userId)).status).toBe(200);
    const own = `/api/users/${first.userId}`;
    const last = [409, "auth.last_super_admin"];
    expect(await codeOf(await api(first).delete(own))).toEqual(last);
    expect(await codeOf(await api(first).send("PUT", `${own}/role`, { role: "org_admin" }))).toEqual(last);
    expect((await change(first, "activate", second.userId)).status).toBe(200);
    expect((await api(first).send("PUT", `${own}/role`, { role: "viewer" })).status).toBe(200);
  });
});

describe("organisations", () => {
  type Listed = { data: { id: string; name: string; people: number }[]; next_cursor: string | null };

  it("are found by a part of their name in any case and spelling, in pages, with how many people they have", async () => {
    const root = await given.person("super_admin");
    const mark = crypto.randomUUID().slice(0, 8);
    for (const name of [`Тошкент Банк ${mark}`, `Oʻzbek ${mark} Kredit`, "Elsewhere"])
      await api(root).post("/api/organizations", {
        name,
        type: "bank",
        modules: ["antifraud"],
        subscription_tier: name.startsWith("O") ? "business" : "starter",
        billing_email: "b@bank.uz",
      });
    const find = async (query: Record<string, string>) =>
      bodyOf<Listed>(await api(root).get(`/api/organizations?${new URLSearchParams(query)}`));
    const names = async (query: Record<string, string>) => (await find(query)).data.map(({ name }) => name);
    expect(await names({ q: `банк ${mark}` })).toEqual([`Тошкент Банк ${mark}`]);
    expect(await names({ q: `O'ZBEK ${mark}` })).toEqual([`Oʻzbek ${mark} Kredit`]);
    expect(await names({ q: mark, subscription_tier: "business" })).toEqual([`Oʻzbek ${mark} Kredit`]);
    const first = await find({ q: mark, limit: "1" });
    expect(first.data.map(({ name }) => name)).toEqual([`Oʻzbek ${mark} Kredit`]);
    const second = await find({ q: mark, limit: "1", cursor: first.next_cursor! });
    expect([second.data.map(({ name }) => name), second.next_cursor]).toEqual([[`Тошкент Банк ${mark}`], null]);
    expect(first.data[0]!.people).toBe(0);

    const admin = await given.person("org_admin");
    await given.colleague(admin.organizationId, "viewer");
    expect((await find({ q: admin.organizationId })).data).toMatchObject([{ id: admin.organizationId, people: 2 }]);
  });
});
