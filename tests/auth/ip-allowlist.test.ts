import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { exported } from "../support/audit.ts";
import { given } from "../support/given.ts";
import { mailbox } from "../support/mailbox.ts";
import { evictEverything } from "../support/objects.ts";

type Person = { token: string };
type ProblemBody = { code: string; errors?: { path: string }[] };

const OFFICE = "213.230.66.10";
const HOME = "91.203.1.1";
const PASSWORD = "correct horse battery";

const at = (address: string | undefined, caller?: Person, headers: Record<string, string> = {}) =>
  api(caller, { headers: { ...(address && { "cf-connecting-ip": address }), ...headers } });
const pathOf = ({ organizationId }: { organizationId: string }) => `/api/organizations/${organizationId}/ip-allowlist`;
const put = (admin: Person & { organizationId: string }, networks: unknown, address: string | undefined = OFFICE) =>
  at(address, admin).send("PUT", pathOf(admin), { networks });
const meFrom = async (address: string | undefined, person: Person, headers = {}) =>
  (await at(address, person, headers).get("/api/users/me")).status;
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<ProblemBody>(answer)).code];
/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));

describe("the networks of an organisation", () => {
  it("bind its people and its keys within a second, whatever they were issued before, and across evictions", async () => {
    const admin = await given.person("org_admin");
    const colleague = await given.colleague(admin.organizationId, "viewer");
    const issued = await at(OFFICE, admin).post("/api/api-keys", { name: "K", scopes: ["read:transactions"] });
    const key = { token: (await bodyOf<{ key: string }>(issued)).key };
    const list = (address: string) => at(address, key).get("/api/antifraud/transactions/list");
    expect((await list(HOME)).status).toBe(200);
    const answer = await put(admin, ["213.230.66.0/24", "2a02:1234::/32", "213.230.66.0/24"]);
    expect(await bodyOf(answer)).toEqual({ networks: ["213.230.66.0/24", "2a02:1234::/32"] });
    await forgotten();
    for (let round = 0; round < 2; round++) {
      for (const person of [admin, colleague]) {
        expect(await meFrom(OFFICE, person)).toBe(200);
        expect(await meFrom("2a02:1234:1::1", person)).toBe(200);
        expect(await meFrom("::ffff:213.230.66.77", person)).toBe(200);
        for (const address of [HOME, "2a02:1235::1", "nonsense", undefined])
          expect(await codeOf(await at(address, person).get("/api/users/me"))).toEqual([
            403,
            "auth.address_not_allowed",
          ]);
        // What a client says of itself counts for nothing.
        expect(await meFrom(HOME, person, { "x-forwarded-for": OFFICE, forwarded: `for=${OFFICE}` })).toBe(403);
      }
      expect((await list(OFFICE)).status).toBe(200);
      expect(await codeOf(await list(HOME))).toEqual([403, "auth.address_not_allowed"]);
      await evictEverything();
      await forgotten();
    }
    expect(await bodyOf(await at(OFFICE, admin).get(pathOf(admin)))).toEqual({
      networks: ["213.230.66.0/24", "2a02:1234::/32"],
    });
    expect((await put(admin, [])).status).toBe(200);
    await forgotten();
    expect(await meFrom(HOME, colleague)).toBe(200);
  });

  it("hold beside those of a key", async () => {
    const admin = await given.person("org_admin");
    const issued = await at(OFFICE, admin).post("/api/api-keys", {
      name: "K",
      scopes: ["read:transactions"],
      allowed_ips: [OFFICE, HOME],
    });
    const key = { token: (await bodyOf<{ key: string }>(issued)).key };
    await put(admin, ["213.230.66.0/24"]);
    await forgotten();
    const statusFrom = async (address: string) =>
      (await at(address, key).get("/api/antifraud/transactions/list")).status;
    expect([await statusFrom(OFFICE), await statusFrom(HOME), await statusFrom("213.230.66.11")]).toEqual([
      200, 403, 403,
    ]);
  });

  it("go on record as they were and as they are", async () => {
    const admin = await given.person("org_admin");
    await put(admin, [OFFICE]);
    await put(admin, [OFFICE, HOME]);
    await put(admin, []);
    const rows = await exported(admin);
    expect(
      rows.filter(({ action }) => action === "organization.networks_changed").map(({ changes }) => changes),
    ).toEqual([
      { allowed_networks: { before: "", after: OFFICE } },
      { allowed_networks: { before: OFFICE, after: `${OFFICE} ${HOME}` } },
      { allowed_networks: { before: `${OFFICE} ${HOME}`, after: "" } },
    ]);
  });
});

describe("a list is refused and nothing changed", () => {
  it.each([
    ["that lacks the address of its author", HOME],
    ["by somebody whose address is not known", undefined],
  ])("%s", async (_, address) => {
    const admin = await given.person("org_admin");
    await put(admin, ["213.230.66.0/24", "10.0.0.0/8"]);
    await put(admin, []);
    await forgotten();
    const refused = await at(address, admin).send("PUT", pathOf(admin), { networks: ["213.230.66.0/24"] });
    expect(await codeOf(refused)).toEqual([409, "auth.own_address_missing"]);
    expect(await bodyOf(await at(HOME, admin).get(pathOf(admin)))).toEqual({ networks: [] });
    await forgotten();
    expect(await meFrom(HOME, admin)).toBe(200);
  });

  it.each([
    ["with what is no network", [OFFICE, "10.0.0.0/33", "10.1", "bank.uz", "0x7f.1"], [1, 2, 3, 4]],
    ["that is longer than a hundred", Array.from({ length: 101 }, (_, i) => `10.0.${i}.0/24`), []],
    ["that is none", "10.0.0.0/8", []],
  ])("%s", async (_, networks, wrong) => {
    const admin = await given.person("org_admin");
    const answer = await put(admin, networks);
    expect(answer.status).toBe(422);
    const { code, errors } = await bodyOf<ProblemBody>(answer);
    expect(code).toBe("request.invalid");
    expect(errors?.map(({ path }) => path)).toEqual(
      wrong.length > 0 ? wrong.map((index) => `networks.${index}`) : ["networks"],
    );
    expect(await bodyOf(await at(OFFICE, admin).get(pathOf(admin)))).toEqual({ networks: [] });
  });

  it("a hundred are taken, and the last of them opens too", async () => {
    const admin = await given.person("org_admin");
    const networks = [...Array.from({ length: 99 }, (_, i) => `10.0.${i}.0/24`), OFFICE];
    expect((await put(admin, networks)).status).toBe(200);
    await forgotten();
    expect([await meFrom(OFFICE, admin), await meFrom("10.0.98.7", admin), await meFrom(HOME, admin)]).toEqual([
      200, 200, 403,
    ]);
  });
});

describe("from elsewhere", () => {
  const login = (email: string, address: string, password = PASSWORD) =>
    at(address).post("/api/auth/login", { email, password });

  it("nobody signs in, and only who knows the password learns why", async () => {
    const admin = await given.person("org_admin");
    await put(admin, [OFFICE]);
    expect(await codeOf(await login(admin.email, HOME))).toEqual([403, "auth.address_not_allowed"]);
    expect(await codeOf(await login(admin.email, HOME, "wrong"))).toEqual([401, "auth.wrong_credentials"]);
    expect((await login(admin.email, OFFICE)).status).toBe(200);
    const { results } = await env.DB.prepare(
      "SELECT action FROM audit_events WHERE organization_id = ? AND action = 'session.opened'",
    )
      .bind(admin.organizationId)
      .all();
    expect(results).toHaveLength(1);
  });

  it("nobody joins, and the invitation stays open", async () => {
    const admin = await given.person("org_admin");
    await put(admin, [OFFICE]);
    const email = `${crypto.randomUUID()}@bank.uz`;
    const invited = await at(OFFICE, admin).post(`/api/organizations/${admin.organizationId}/invite-user`, {
      email,
      role: "viewer",
    });
    expect(invited.status).toBe(201);
    const token = await vi.waitFor(
      async () => {
        const mails = JSON.stringify((await mailbox.of(email)).messages);
        return decodeURIComponent(/\/invitation#token=([\w%-]+)/.exec(mails)![1]!);
      },
      { timeout: 20_000, interval: 100 },
    );
    const join = (address: string) =>
      at(address).post("/api/auth/invitations/accept", { token, full_name: "N", password: "an evening in Samarkand" });
    expect(await codeOf(await join(HOME))).toEqual([403, "auth.address_not_allowed"]);
    expect((await join(OFFICE)).status).toBe(201);
  });

  it("a super administrator still gets in, and undoes a list that shuts everyone out", async () => {
    const root = await given.person("super_admin");
    expect((await put(root, [OFFICE], HOME)).status).toBe(200);
    const admin = await given.person("org_admin");
    expect((await put(admin, [OFFICE])).status).toBe(200);
    await forgotten();
    expect(await meFrom(HOME, root)).toBe(200);
    expect((await login(root.email, HOME)).status).toBe(200);
    expect((await at(HOME, root).send("PUT", pathOf(admin), { networks: [] })).status).toBe(200);
    await forgotten();
    expect(await meFrom(HOME, admin)).toBe(200);
  });
});

it("an administrator without the permission, or of another organisation, reads and changes nothing", async () => {
  const admin = await given.person("org_admin");
  const viewer = await given.colleague(admin.organizationId, "viewer");
  const stranger = await given.person("org_admin");
  const ask = (caller: Person, method: string) =>
    at(OFFICE, caller).send(method, pathOf(admin), method === "PUT" ? { networks: [] } : undefined);
  for (const method of ["GET", "PUT"]) {
    expect(await codeOf(await ask(viewer, method))).toEqual([403, "auth.missing_permission"]);
    expect(await codeOf(await ask(stranger, method))).toEqual([404, "auth.organization_not_found"]);
  }
});
