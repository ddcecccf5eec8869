import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sweepExpiredEntries } from "../../../workers/antifraud/lists/announce-lists.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import {
  type Entry,
  entered,
  entriesOf,
  importFile,
  type List,
  listed,
  numbersOf,
  type Page,
  postEntry,
  postList,
  type Report,
} from "../../support/lists.ts";

type Problem = { code: string; detail?: string; errors?: { path: string; message: string }[] };
const analyst = () => given.person("antifraud_manager");
const at = (list: { list_id: string }, rest = "") => `/api/antifraud/lists/${list.list_id}${rest}`;
const problemOf = async (answer: Response) => [answer.status, (await bodyOf<Problem>(answer)).code];
const auditsOf = async (organizationId: string, target: string) =>
  (
    await env.DB.prepare(
      "SELECT action, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY rowid",
    )
      .bind(organizationId, target)
      .all<{ action: string; changes: string | null }>()
  ).results;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a list", () => {
  it("is added, read, renamed at the version that was seen, listed by what it is, and deleted", async () => {
    const caller = await analyst();
    const answer = await postList(caller, { name: "  Stolen cards ", kind: "block", subject_type: "card" });
    expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"1"']);
    const list = await bodyOf<List>(answer);
    expect(list).toMatchObject({
      name: "Stolen cards",
      kind: "block",
      subject_type: "card",
      entries: 0,
      system: false,
    });
    expect(await bodyOf(await api(caller).get(at(list)))).toEqual(list);
    const rename = (name: string, version: string) =>
      api(caller, { headers: { "if-match": version } }).send("PUT", at(list), { name });
    expect((await rename("Lost cards", '"1"')).headers.get("etag")).toBe('"2"');
    expect(await problemOf(await rename("Other", '"1"'))).toEqual([412, "antifraud.list_changed"]);
    const both = await Promise.all([rename("One", '"2"'), rename("Two", '"2"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    await listed(caller, { kind: "watch", subject_type: "device" });
    const found = async (query: string) =>
      (await bodyOf<Page<List>>(await api(caller).get(`/api/antifraud/lists${query}`))).data.length;
    expect(await Promise.all(["", "?kind=watch", "?subject_type=card", "?kind=allow"].map(found))).toEqual([
      2, 1, 1, 0,
    ]);
    expect((await api(caller).delete(at(list))).status).toBe(204);
    expect(await problemOf(await api(caller).get(at(list)))).toEqual([404, "antifraud.list_not_found"]);
    expect((await auditsOf(caller.organizationId, list.list_id)).map(({ action }) => action)).toEqual([
      "list.created",
      "list.changed",
      "list.changed",
      "list.deleted",
    ]);
  });

  it("has a name of its own in its organisation, which is free again once it is deleted", async () => {
    const caller = await analyst();
    const list = await listed(caller, { name: "Same" });
    expect(await problemOf(await postList(caller, { name: "Same" }))).toEqual([409, "antifraud.list_name_taken"]);
    const other = await listed(caller);
    expect(await problemOf(await api(caller).send("PUT", at(other), { name: "Same" }))).toEqual([
      409,
      "antifraud.list_name_taken",
    ]);
    await api(caller).delete(at(list));
    expect((await postList(caller, { name: "Same" })).status).toBe(201);
    expect((await postList(await analyst(), { name: "Same" })).status).toBe(201);
  });

  it("is one of a hundred at the most, whoever adds them at the same time", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 97)
      INSERT INTO antifraud_lists SELECT organization_id, 'lst_' || i, 'n' || i, description, kind, subject_type, 0, 0, 1, 1,
        created_by, created_at, updated_at, NULL, NULL FROM antifraud_lists, n WHERE id = ?`,
    )
      .bind(list.list_id)
      .run();
    const answers = await Promise.all(Array.from({ length: 4 }, () => postList(caller)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(await bodyOf(refused)).toMatchObject({ code: "antifraud.too_many_lists" });
    const kept = await env.DB.prepare("SELECT count(*) AS n FROM antifraud_lists WHERE organization_id = ?")
      .bind(caller.organizationId)
      .first<{ n: number }>();
    expect(kept?.n).toBe(100);
  });

  it("of another organisation is as unknown as none, with its entries and for every operation", async () => {
    const [owner, stranger] = [await analyst(), await analyst()];
    const list = await listed(owner);
    const { entry_id } = await entered(owner, list.list_id, "user-1");
    const none = { list_id: "lst_nobody" };
    for (const [method, rest, body] of [
      ["GET", ""],
      ["PUT", "", { name: "Mine" }],
      ["DELETE", ""],
      ["GET", "/entries"],
      ["POST", "/entries", { value: "x" }],
      ["GET", `/entries/${entry_id}`],
      ["PUT", `/entries/${entry_id}`, {}],
      ["DELETE", `/entries/${entry_id}`],
      ["GET", "/export"],
    ] as const) {
      const [theirs, nobodys] = await Promise.all(
        [list, none].map(async (one) => {
          const { requestId: _, ...problem } = await bodyOf<Problem & { requestId: string }>(
            await api(stranger).send(method, at(one, rest), body),
          );
          return problem;
        }),
      );
      expect(theirs).toMatchObject({ code: "antifraud.list_not_found" });
      expect(theirs).toEqual(nobodys);
    }
    expect((await importFile(stranger, list.list_id, "user-2")).status).toBe(404);
    expect(await numbersOf(owner.organizationId, list.list_id)).toEqual([1, 1]);
  });

  it("changes nothing while the queue that would announce it does not answer", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    const sent = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue down"));
    for (const answer of [
      await postList(caller, { name: "Later" }),
      await postEntry(caller, list.list_id, { value: "user-1" }),
      await importFile(caller, list.list_id, "user-2"),
    ])
      expect(await problemOf(answer)).toEqual([503, "antifraud.lists_unavailable"]);
    sent.mockRestore();
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
    expect((await postList(caller, { name: "Later" })).status).toBe(201);
  });
});

describe("an entry", () => {
  it("says why, by whom and until when, and its history what it said before", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const entry = await entered(caller, list.list_id, " user-1 ", { reason: "chargebacks", expires_at: until });
    expect(entry).toMatchObject({ value: "user-1", reason: "chargebacks", expires_at: until, status: "active" });
    const path = at(list, `/entries/${entry.entry_id}`);
    const etag = (await api(caller).get(path)).headers.get("etag")!;
    const change = (headers: Record<string, string>) =>
      api(caller, { headers }).send("PUT", path, { reason: "confirmed", reference: "case 7" });
    expect(await bodyOf(await change({ "if-match": etag }))).toMatchObject({ reason: "confirmed", expires_at: null });
    expect((await change({ "if-match": etag })).status).toBe(412);
    expect((await api(caller).delete(path)).status).toBe(204);
    expect((await api(caller).delete(path)).status).toBe(404);
    expect(await bodyOf(await api(caller).get(path))).toMatchObject({ status: "removed", removed_by: caller.userId });
    expect((await entriesOf(caller, list.list_id)).data).toEqual([]);
    expect((await entriesOf(caller, list.list_id, "?status=all")).data).toMatchObject([
      { entry_id: entry.entry_id, reason: "confirmed", status: "removed" },
      { entry_id: entry.entry_id, reason: "chargebacks", status: "removed" },
    ]);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
    const audits = await auditsOf(caller.organizationId, entry.entry_id);
    expect(audits.map(({ action }) => action)).toEqual([
      "list_entry.added",
      "list_entry.changed",
      "list_entry.removed",
    ]);
    expect(JSON.stringify(audits)).not.toMatch(/user-1|chargebacks|confirmed/);
  });

  it("is on its list once, whoever adds it at the same time, and anew once it expired", async () => {
    const caller = await analyst();
    const list = await listed(caller, { subject_type: "merchant" });
    const answers = await Promise.all(
      ["Shop X", "shop x", "SHOP X"].map((value) => postEntry(caller, list.list_id, { value })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const soon = new Date(Date.now() + 2500).toISOString();
    await entered(caller, list.list_id, "Shop Y", { expires_at: soon });
    const again = async () => (await postEntry(caller, list.list_id, { value: "Shop Y" })).status;
    expect(await again()).toBe(409);
    await expect.poll(again, { timeout: 8000, interval: 300 }).toBe(201);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([2, 2]);
    const history = (await entriesOf(caller, list.list_id, "?status=removed")).data;
    expect(history).toMatchObject([{ value: "Shop Y", status: "expired", removed_by: "expiry" }]);
  });

  it("is found by its value, and by whatever it holds", async () => {
    const caller = await analyst();
    const networks = await listed(caller, { subject_type: "ip" });
    for (const value of ["10.0.0.0/8", "10.1.2.3/16", "10.1.2.3", "2001:db8::/32"])
      await entered(caller, networks.list_id, value);
    const found = async (value: string) =>
      (await entriesOf(caller, networks.list_id, `?value=${encodeURIComponent(value)}`)).data
        .map((entry) => entry.value)
        .sort();
    expect(await found("10.1.2.3")).toEqual(["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3"]);
    expect(await found("10.1.0.0/16")).toEqual(["10.1.0.0/16"]);
    expect(await found("2001:db8:1::1")).toEqual(["2001:db8::/32"]);
    expect(await found("nonsense")).toEqual([]);
    const walked: Entry[] = [];
    for (let query = "?limit=1"; ; ) {
      const page = await entriesOf(caller, networks.list_id, query);
      walked.push(...page.data);
      if (page.next_cursor === null) break;
      query = `?limit=1&cursor=${page.next_cursor}`;
    }
    expect(walked.map(({ value }) => value)).toEqual(["2001:db8::/32", "10.1.2.3", "10.1.0.0/16", "10.0.0.0/8"]);
  });

  it.each([
    ["ip", { value: "10.0.0.0/33" }, "value"],
    ["ip", { value: "10.1" }, "value"],
    ["country", { value: "UZB" }, "value"],
    ["bin", { value: "8600123" }, "value"],
    ["phone", { value: "90-111-22-33" }, "value"],
    ["email_domain", { value: "somebody@mail.example" }, "value"],
    ["user", { value: "x".repeat(101) }, "value"],
    ["user", { value: "x", expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    ["user", { value: "x", expires_at: "2099-01-01T00:00:00Z" }, "expires_at"],
    ["user", { value: "x", preset: "regulator_72h" }, "reference"],
    ["user", { value: "x", preset: "regulator_72h", reference: "r", expires_at: "2027-01-01T00:00:00Z" }, "preset"],
    ["user", { value: "x", expiry: 1 }, "expiry"],
  ])("of a list of %s is refused as %j by its place, and nothing of it is saved", async (subject_type, body, path) => {
    const caller = await analyst();
    const list = await listed(caller, { subject_type });
    const answer = await postEntry(caller, list.list_id, body);
    expect(answer.status).toBe(422);
    const problem = await bodyOf<Problem>(answer);
    expect(problem.errors?.map((error) => error.path)).toEqual([path]);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
  });

  it("that expired makes room by itself, in the number too", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    await entered(caller, list.list_id, "user-1", { expires_at: new Date(Date.now() + 60_000).toISOString() });
    const later = createPlatform(env, { now: () => Date.now() + 120_000 });
    await sweepExpiredEntries(later);
    await sweepExpiredEntries(later);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
  });
});

describe("an import", () => {
  const report = async (answer: Response) => bodyOf<Report>(answer);
  const file =
    'value;reason;expires_at\nuser-1;"said; so";\n\nuser-2;;2020-01-01\n;nothing;\nuser-1;again;\nuser-3;;tomorrow\nuser-4;a;;\nuser-5;b;;c\n';
  const bad = [
    [4, "expires_at: Lies in the past"],
    [5, "Must not be empty"],
    [6, "Is the same as line 2"],
    [7, "expires_at: Must be a time such as 2026-12-01T00:00:00Z"],
    [9, "Has more cells than columns"],
  ];

  it("of all or nothing refuses a file with bad lines by their numbers, and saves none", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    const answer = await importFile(caller, list.list_id, file);
    expect(answer.status).toBe(422);
    const { code, errors } = await bodyOf<Problem>(answer);
    expect(code).toBe("antifraud.import_refused");
    expect(errors).toEqual(bad.map(([line, message]) => ({ path: `file.${line}`, message })));
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
  });

  it("of good lines adds them and tells of the others; the same file again adds nothing", async () => {
    const caller = await analyst();
    const list = await listed(caller);
    const rejected_lines = bad.map(([line, reason]) => ({ line, reason }));
    const first = await report(await importFile(caller, list.list_id, file, "good_lines"));
    expect(first).toEqual({ mode: "good_lines", lines: 7, added: 2, already_listed: 0, rejected: 5, rejected_lines });
    const second = await report(await importFile(caller, list.list_id, file, "good_lines"));
    expect(second).toMatchObject({ added: 0, already_listed: 2, rejected: 5 });
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([2, 2]);
    expect((await entriesOf(caller, list.list_id)).data.map(({ value, reason }) => [value, reason]).sort()).toEqual([
      ["user-1", "said; so"],
      ["user-4", "a"],
    ]);
    const audits = await auditsOf(caller.organizationId, list.list_id);
    expect(audits.map(({ action }) => action)).toEqual(["list.created", "list_entries.imported"]);
  });

  it("takes back what an export gave, formulas and all", async () => {
    const caller = await analyst();
    const [from, to] = [
      await listed(caller, { subject_type: "phone" }),
      await listed(caller, { subject_type: "phone" }),
    ];
    await entered(caller, from.list_id, "+998901234567", { reason: '=HYPERLINK("x")', reference: "CBU, 17" });
    await entered(caller, from.list_id, "+998901234568");
    const answer = await api(caller).get(at(from, "/export"));
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(text).not.toMatch(/(^|,)[+=]/m);
    expect(await report(await importFile(caller, to.list_id, text))).toMatchObject({ lines: 2, added: 2 });
    const said = async (list: List) =>
      (await entriesOf(caller, list.list_id)).data
        .map(({ value, reason, reference }) => [value, reason, reference])
        .sort();
    expect(await said(to)).toEqual(await said(from));
    expect((await auditsOf(caller.organizationId, from.list_id)).at(-1)?.action).toBe("list_entries.exported");
  });

  it("with a card number anywhere is refused whole, in either mode and for every kind of list", async () => {
    const caller = await analyst();
    for (const subject_type of ["card", "user", "bin"]) {
      const list = await listed(caller, { subject_type });
      for (const number of ["4242424242424242", "8600 1234 5678 9012"])
        for (const mode of ["all_or_nothing", "good_lines"]) {
          const answer = await importFile(caller, list.list_id, `860012\n${number},x`, mode);
          expect(answer.status).toBe(422);
          const text = await answer.text();
          expect(text).toContain("request.card_number_refused");
          expect(text).toContain("file.2");
          expect(text).not.toContain(number);
        }
      expect((await postEntry(caller, list.list_id, { value: "4242424242424242" })).status).toBe(422);
      expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
    }
  });

  it.each([
    ["a mode that is none", ["user-1", "some"], "mode"],
    ["a quote that is not closed", ['user-1\n"user-2'], "file.2"],
    ["a column that is none", ["value,colour\nuser-1,red"], "file.1"],
  ])("with %s is refused", async (_, [csv = "", mode], path) => {
    const caller = await analyst();
    const list = await listed(caller);
    const answer = await importFile(caller, list.list_id, csv, mode);
    expect(answer.status).toBe(422);
    expect((await bodyOf<Problem>(answer)).errors?.map((error) => error.path)).toContain(path);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([0, 0]);
  });

  it("fills a list to its fifty thousandth entry; of two that would go beyond one is refused whole", async () => {
    const caller = await analyst();
    const list = await listed(caller, { subject_type: "device" });
    const lines = (from: number, n: number) => Array.from({ length: n }, (_, i) => `device-${from + i}`).join("\n");
    expect(await report(await importFile(caller, list.list_id, lines(0, 49_000)))).toMatchObject({ added: 49_000 });
    const race = await Promise.all([1, 2].map((i) => importFile(caller, list.list_id, lines(i * 100_000, 600))));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([49_600, 49_600]);
    expect((await importFile(caller, list.list_id, lines(300_000, 400))).status).toBe(200);
    expect(await problemOf(await postEntry(caller, list.list_id, { value: "one too many" }))).toEqual([
      409,
      "antifraud.list_full",
    ]);
    const { entry_id } = (await entriesOf(caller, list.list_id, "?limit=1")).data[0]!;
    await api(caller).delete(at(list, `/entries/${entry_id}`));
    expect((await postEntry(caller, list.list_id, { value: "in its place" })).status).toBe(201);
    expect(await numbersOf(caller.organizationId, list.list_id)).toEqual([50_000, 50_000]);
  }, 120_000);
});
