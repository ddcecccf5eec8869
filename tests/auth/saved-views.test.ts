import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { erased, exportedAbout } from "../support/privacy.ts";

type View = { id: string; name: string; query: string; is_shared: boolean; is_own: boolean; owner_name: string | null };
type Caller = { token: string };

const draft = (changes: object = {}) => ({
  page: "decisions",
  name: "Blocked",
  query: "?decision=BLOCKED",
  ...changes,
});
const keep = (caller: Caller, id: string, changes: object = {}) =>
  api(caller).send("PUT", `/api/users/me/views/${id}`, draft(changes));
const drop = (caller: Caller, id: string) => api(caller).delete(`/api/users/me/views/${id}`);
const views = async (caller: Caller, page = "decisions") =>
  (await bodyOf<{ data: View[] }>(await api(caller).get(`/api/users/me/views?page=${page}`))).data;
const idsOf = async (caller: Caller) => (await views(caller)).map(({ id }) => id);
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const actionsOn = async (organizationId: string) =>
  (
    await env.DB.prepare(
      "SELECT action, target FROM audit_events WHERE organization_id = ? AND action GLOB 'view.*' ORDER BY created_at, rowid",
    )
      .bind(organizationId)
      .all<{ action: string; target: string }>()
  ).results.map(({ action, target }) => `${action} ${target}`);

describe("saved views", () => {
  it("are kept by page, sealed, and are nobody else's", async () => {
    const person = await given.person("viewer");
    const colleague = await given.colleague(person.organizationId, "org_admin");
    const stranger = await given.person("org_admin");
    expect(await bodyOf<View>(await keep(person, "view_blocked", { query: "?user=ali-canary" }))).toMatchObject({
      id: "view_blocked",
      name: "Blocked",
      query: "?user=ali-canary",
      is_shared: false,
      is_own: true,
    });
    await keep(person, "view_rules_1", { page: "rules" });
    expect(await idsOf(person)).toEqual(["view_blocked"]);
    expect(await idsOf(colleague)).toEqual([]);
    expect(await idsOf(stranger)).toEqual([]);
    const stored = await env.DB.prepare("SELECT * FROM saved_views WHERE owner_id = ?").bind(person.userId).all();
    expect(JSON.stringify(stored.results)).not.toMatch(/canary|Blocked/);
    for (const other of [colleague, stranger]) expect((await drop(other, "view_blocked")).status).toBe(204);
    await keep(stranger, "view_blocked", { name: "Mine" });
    expect(await views(person)).toMatchObject([{ id: "view_blocked", name: "Blocked" }]);
    expect(await actionsOn(person.organizationId)).toEqual([]);
  });

  it("are people's alone, and refuse what is too large or no view", async () => {
    const key = await given.apiKey(["read:transactions"]);
    expect(await codeOf(await keep(key, "view_of_a_key"))).toEqual([403, "auth.people_only"]);
    const person = await given.person("viewer");
    for (const changes of [
      { name: " " },
      { name: "x".repeat(61) },
      { query: "x".repeat(1001) },
      { page: "../rules" },
      { owner_id: "usr_other" },
    ])
      expect((await keep(person, "view_wrong", changes)).status).toBe(422);
    expect((await keep(person, "short")).status).toBe(422);
    expect(await idsOf(person)).toEqual([]);
  });

  it("lose none where several tabs add at once, and of one id the last write stands", async () => {
    const person = await given.person("viewer");
    const ids = Array.from({ length: 10 }, (_, i) => `view_tab_${i}`);
    const answers = await Promise.all(ids.map((id) => keep(person, id, { name: id })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect((await idsOf(person)).sort()).toEqual(ids);
    await keep(person, "view_tab_0", { name: "First" });
    await keep(person, "view_tab_0", { name: "Second" });
    expect((await views(person)).find(({ id }) => id === "view_tab_0")?.name).toBe("Second");
  });

  it("stop at fifty a person, also where two come at once; a known one may still be changed", async () => {
    const person = await given.person("viewer");
    for (let i = 0; i < 49; i++) expect((await keep(person, `view_number_${i}`)).status).toBe(200);
    const last = await Promise.all([keep(person, "view_last_a"), keep(person, "view_last_b")]);
    expect(last.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await codeOf(await keep(person, "view_too_many"))).toEqual([409, "auth.too_many_views"]);
    expect((await keep(person, "view_number_3", { name: "Renamed" })).status).toBe(200);
    expect((await drop(person, "view_number_3")).status).toBe(204);
    expect((await keep(person, "view_too_many")).status).toBe(200);
  });
});

describe("shared views", () => {
  it("are seen by colleagues with who shared them, changed by their owner alone, and on record", async () => {
    const owner = await given.person("viewer");
    const colleague = await given.colleague(owner.organizationId, "viewer");
    const stranger = await given.person("viewer");
    await keep(owner, "view_common", { is_shared: true });
    expect(await views(colleague)).toMatchObject([{ id: "view_common", is_own: false, owner_name: "Test Person" }]);
    expect(await idsOf(stranger)).toEqual([]);
    await drop(colleague, "view_common");
    await keep(colleague, "view_common", { name: "My own of that id" });
    expect(await views(colleague)).toMatchObject([
      { name: "My own of that id", is_own: true },
      { name: "Blocked", is_own: false },
    ]);
    await keep(owner, "view_common");
    expect(await views(colleague)).toHaveLength(1);
    await keep(owner, "view_common", { is_shared: true });
    await drop(owner, "view_common");
    expect(await actionsOn(owner.organizationId)).toEqual([
      "view.shared view_common",
      "view.unshared view_common",
      "view.shared view_common",
      "view.unshared view_common",
    ]);
  });

  it("go with whoever leaves", async () => {
    const admin = await given.person("org_admin");
    const leaver = await given.colleague(admin.organizationId, "viewer");
    await keep(leaver, "view_common", { is_shared: true });
    expect(await idsOf(admin)).toEqual(["view_common"]);
    expect((await api(admin).delete(`/api/users/${leaver.userId}`)).status).toBe(204);
    expect(await idsOf(admin)).toEqual([]);
  });
});

it("a person's export holds their views, and their erasure leaves none", async () => {
  const admin = await given.person("org_admin");
  const person = await given.colleague(admin.organizationId, "viewer");
  await keep(person, "view_canary", { name: "Canary view", is_shared: true });
  const { records } = await exportedAbout(admin, { type: "person", id: person.userId });
  expect(records.filter((record) => record.class === "saved_views")).toMatchObject([
    { id: "view_canary", name: "Canary view", query: "?decision=BLOCKED", is_shared: true },
  ]);
  expect(await erased(admin, { type: "person", id: person.userId })).toMatchObject({
    state: "done",
    counts: { saved_views: 1 },
  });
  const left = await env.DB.prepare("SELECT count(*) AS n FROM saved_views WHERE owner_id = ?")
    .bind(person.userId)
    .first();
  expect(left).toEqual({ n: 0 });
  expect(await idsOf(admin)).toEqual([]);
});
