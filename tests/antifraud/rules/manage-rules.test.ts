import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { type Detail, postRule, putRule, type Rule, ruleDraft, ruled, sampleRule } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

type Problem = { code: string; errors?: { path: string; message: string }[] };
type Page = { data: Rule[]; next_cursor: string | null };

const analyst = () => given.person("antifraud_manager");
const listed = async (caller: { token: string }, query = "?limit=100") =>
  bodyOf<Page>(await api(caller).get(`/api/antifraud/rules/list${query}`));
const rowsOf = async (organizationId: string, table: string) =>
  (
    await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
      .bind(organizationId)
      .first<{ n: number }>()
  )?.n;

describe("a rule", () => {
  it("is taken in the published form, read back, and listed by priority among the built-in ones", async () => {
    const caller = await analyst();
    const answer = await postRule(caller, sampleRule);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"1"');
    const rule = await bodyOf<Rule>(answer);
    expect(rule).toMatchObject({ ...sampleRule, state: "live", expression: null, built_in: false, revision: 1 });
    expect(await bodyOf(await api(caller).get("/api/antifraud/rules/rule_high_amount"))).toEqual(rule);
    await ruled(caller, { priority: 5000, name: "Last" });
    const { data, next_cursor } = await listed(caller);
    expect(next_cursor).toBeNull();
    expect(data.map(({ priority }) => priority)).toEqual(data.map(({ priority }) => priority).sort((a, b) => a - b));
    expect(data.at(-1)?.name).toBe("Last");
    expect(data.filter(({ built_in }) => built_in).length).toBeGreaterThan(5);
    const walked: Rule[] = [];
    for (let query = "?limit=3"; ; ) {
      const page = await listed(caller, query);
      walked.push(...page.data);
      if (page.next_cursor === null) break;
      query = `?limit=3&cursor=${page.next_cursor}`;
    }
    expect(walked).toEqual(data);
  });

  it("may have the richer form, and gets an id where it has none", async () => {
    const caller = await analyst();
    const expression = { or: [{ gt: [{ field: "amount" }, 10] }, { in: [{ field: "country" }, ["AE", "TR"]] }] };
    const rule = await ruled(caller, { conditions: undefined, expression, notify: [] });
    expect(rule).toMatchObject({ conditions: null, expression, notify: [] });
    expect(rule.rule_id).toMatch(/^rule_\w{26}$/);
  });

  const field = (name: string) => ({ field: name });
  it.each<[string, object, string, string | RegExp]>([
    ["neither form", { conditions: undefined }, "conditions", "Send either conditions or expression"],
    ["both forms", { expression: true }, "conditions", "Send either conditions or expression"],
    ["no field", { conditions: {} }, "conditions", "Must test at least one field"],
    [
      "a field that is none",
      { conditions: { amont: { operator: "greater_than", value: 1 } } },
      "conditions.amont",
      "There is no such field",
    ],
    [
      "an operator that is none",
      { conditions: { amount: { operator: "exceeds", value: 1 } } },
      "conditions.amount.operator",
      "Fits none of the forms that are permitted",
    ],
    [
      "a text where a number is due",
      { conditions: { amount: { operator: "greater_than", value: "many" } } },
      "conditions.amount.value",
      "Must be a number",
    ],
    [
      "an operator of numbers on a text",
      { conditions: { country: { operator: "greater_than", value: 1 } } },
      "conditions.country.operator",
      "Compares a number, and the field is a text",
    ],
    [
      "a number compared with a text",
      { conditions: { country: { operator: "equals", value: 1 } } },
      "conditions.country.value",
      "Must be a text, and is a number",
    ],
    [
      "one wrong of several",
      { conditions: { country: { operator: "in", value: ["AE", 7] } } },
      "conditions.country.value.1",
      "Must be a text, and is a number",
    ],
    ["an unknown field of the rule", { prority: 1 }, "prority", "Unknown field"],
    [
      "an unknown field of a test",
      { conditions: { amount: { operator: "exists", value: true, or: 1 } } },
      "conditions.amount.or",
      "Unknown field",
    ],
    ["an unknown action", { action: "DENY" }, "action", /Must be one of: /],
    ["a name of nothing", { name: " " }, "name", "Must not be empty"],
    ["a priority that is no whole number", { priority: 1.5 }, "priority", "Must be a whole number"],
    ["an id without its prefix", { rule_id: "high_amount" }, "rule_id", /Must begin with rule_/],
    ["an address that is none", { notify: ["fraud-team"] }, "notify.0", "Must be an e-mail address"],
    [
      "an expression of another type",
      { conditions: undefined, expression: { add: [field("amount"), 1] } },
      "expression",
      "Must be a boolean, and is a number",
    ],
    [
      "an expression of an unknown field",
      { conditions: undefined, expression: { gt: [field("amont"), 1] } },
      "expression.gt.0.field",
      "There is no such field",
    ],
    [
      "a list that there is not",
      { conditions: undefined, expression: { in: [field("country"), { list: "high_risk" }] } },
      "expression.in.1.list",
      "There is no such list",
    ],
    [
      "an expression that is too long",
      {
        conditions: undefined,
        expression: { in: [field("merchant"), Array.from({ length: 200 }, (_, i) => `${i}`.padEnd(100, "x"))] },
      },
      "expression",
      /at most 15000 are permitted/,
    ],
  ])("with %s is refused by its place, and nothing of it is saved", async (_, changes, path, message) => {
    const caller = await analyst();
    const answer = await api(caller, { headers: { "accept-language": "en" } }).post(
      "/api/antifraud/rules",
      ruleDraft(changes),
    );
    expect(answer.status).toBe(422);
    const { code, errors } = await bodyOf<Problem>(answer);
    expect(code).toBe("request.invalid");
    expect(errors).toContainEqual({
      path,
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    for (const table of ["antifraud_rules", "antifraud_rule_versions", "antifraud_rule_books"])
      expect(await rowsOf(caller.organizationId, table)).toBe(0);
  });

  it("has an id of its own: taken ones and those of built-in rules are refused", async () => {
    const caller = await analyst();
    await postRule(caller, sampleRule);
    for (const rule_id of [sampleRule.rule_id, "rule_large_amount"]) {
      const answer = await postRule(caller, ruleDraft({ rule_id }));
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.rule_taken" });
    }
    const answers = await Promise.all([1, 2, 3].map(() => postRule(caller, ruleDraft({ rule_id: "rule_of_three" }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await postRule(await analyst(), sampleRule)).status).toBe(201);
  });

  it("that is built in can be read, and neither changed nor deleted", async () => {
    const caller = await analyst();
    const path = "/api/antifraud/rules/rule_large_amount";
    expect(await bodyOf(await api(caller).get(path))).toMatchObject({
      built_in: true,
      revision: null,
      action: "REVIEW",
      name: "10 000 dollardan katta toʻlov",
    });
    for (const answer of [await putRule(caller, "rule_large_amount", ruleDraft()), await api(caller).delete(path)]) {
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.rule_built_in" });
    }
  });

  it("that is built in is named and described in the reader's language, wherever it is shown", async () => {
    const caller = await analyst();
    const names = {
      uz: "Yangi qurilma, katta summa",
      ru: "Новое устройство, крупная сумма",
      en: "New device, large amount",
    };
    const { transaction_id } = payment();
    expect((await api(caller).submit(payment({ transaction_id }))).status).toBe(200);
    for (const [language, name] of Object.entries(names)) {
      const reader = api(caller, { headers: { "accept-language": language } });
      const { description, ...shown } = await bodyOf<Rule>(await reader.get("/api/antifraud/rules/rule_takeover"));
      expect(shown).toMatchObject({ rule_id: "rule_takeover", name });
      expect(description).not.toBe("");
      const { data } = await bodyOf<{ data: Rule[] }>(await reader.get("/api/antifraud/rules/list?limit=100"));
      const { evidence } = await bodyOf<Detail>(await reader.get(`/api/antifraud/transactions/${transaction_id}`));
      const { data: report } = await bodyOf<{ data: Rule[] }>(await reader.get("/api/antifraud/analytics/rules"));
      for (const rules of [data, evidence.rules, report])
        expect(rules.find(({ rule_id }) => rule_id === "rule_takeover")?.name).toBe(name);
    }
  });

  it("is replaced as a whole, and its versions tell what it was", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller);
    const next = ruleDraft({
      name: "Anything",
      expression: true,
      conditions: undefined,
      action: "REVIEW",
      state: "shadow",
    });
    const answer = await putRule(caller, rule_id, next, { "if-match": '"1"' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("etag")).toBe('"2"');
    expect(await bodyOf(answer)).toMatchObject({
      name: "Anything",
      expression: true,
      conditions: null,
      state: "shadow",
    });
    const stale = await putRule(caller, rule_id, next, { "if-match": '"1"' });
    expect(stale.status).toBe(412);
    expect(await bodyOf(stale)).toMatchObject({ code: "antifraud.rule_changed" });
    const renamed = await putRule(caller, rule_id, { ...next, rule_id: "rule_other" });
    expect((await bodyOf<Problem>(renamed)).errors).toEqual([
      { path: "rule_id", message: "Must be the id in the path" },
    ]);
    expect(
      (await api(caller, { headers: { "if-match": '"1"' } }).delete(`/api/antifraud/rules/${rule_id}`)).status,
    ).toBe(412);
    expect((await api(caller).delete(`/api/antifraud/rules/${rule_id}`)).status).toBe(204);
    expect((await api(caller).get(`/api/antifraud/rules/${rule_id}`)).status).toBe(404);
    expect((await api(caller).delete(`/api/antifraud/rules/${rule_id}`)).status).toBe(404);
    const versions = async () =>
      bodyOf<{ data: object[] }>(await api(caller).get(`/api/antifraud/rules/${rule_id}/versions`));
    expect((await versions()).data).toMatchObject([
      { revision: 3, deleted: true, changed_by: caller.userId },
      { revision: 2, deleted: false, name: "Anything", state: "shadow", action: "REVIEW" },
      { revision: 1, deleted: false, name: sampleRule.name, state: "live", conditions: sampleRule.conditions },
    ]);
    expect(await ruled(caller, { rule_id })).toMatchObject({ revision: 4 });
    expect((await versions()).data).toHaveLength(4);
  });

  it("takes one of two changes that saw the same revision, and both where they named none", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller);
    const put = (name: string, headers?: Record<string, string>) =>
      putRule(caller, rule_id, ruleDraft({ name }), headers);
    const same = { "if-match": '"1"' };
    const answers = await Promise.all([put("One", same), put("Other", same)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = await bodyOf<Rule>(answers.find(({ status }) => status === 200)!);
    expect(await bodyOf(await api(caller).get(`/api/antifraud/rules/${rule_id}`))).toMatchObject({
      name: won.name,
      revision: 2,
    });
    const both = await Promise.all([put("Third"), put("Fourth")]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await rowsOf(caller.organizationId, "antifraud_rule_versions")).toBe(4);
  });

  it("is the hundred and first enabled one that is refused, in whatever way it comes", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    const disabled = await ruled(caller, { enabled: false });
    await ruled(caller);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
      INSERT INTO antifraud_rules SELECT 'arl_' || i, organization_id, 'rule_n' || i, name, description, 1, priority, conditions,
        expression, action, 'draft', NULL, 1, created_by, created_at, updated_at, NULL, NULL
      FROM antifraud_rules, n WHERE organization_id = ? AND rule_id = ?`,
    )
      .bind(organizationId, disabled.rule_id)
      .run();
    for (const answer of [await postRule(caller, ruleDraft()), await putRule(caller, disabled.rule_id, ruleDraft())]) {
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.too_many_rules" });
    }
    expect(await rowsOf(organizationId, "antifraud_rules")).toBe(101);
    expect((await postRule(caller, ruleDraft({ enabled: false }))).status).toBe(201);
  });

  it("is on record from and to, without the addresses", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller, { notify: ["somebody@bank.uz"] });
    await putRule(caller, rule_id, ruleDraft({ priority: 2, enabled: false, notify: [] }));
    await api(caller).delete(`/api/antifraud/rules/${rule_id}`);
    const { results } = await env.DB.prepare(
      "SELECT action, actor, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, rowid",
    )
      .bind(caller.organizationId, rule_id)
      .all<{ action: string; actor: string; changes: string }>();
    expect(results.map(({ action, actor }) => [action, actor])).toEqual(
      ["rule.created", "rule.changed", "rule.deleted"].map((action) => [action, caller.userId]),
    );
    expect(JSON.parse(results[0]!.changes)).toMatchObject({ state: [null, "live"], recipients: [null, "1"] });
    expect(JSON.parse(results[1]!.changes)).toEqual({
      enabled: ["true", "false"],
      priority: ["1", "2"],
      recipients: ["1", "0"],
    });
    expect(JSON.stringify(results)).not.toContain("somebody@");
  });

  it("changes nothing while the queue that would announce it does not answer", async () => {
    const caller = await analyst();
    const sent = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue down"));
    const answer = await postRule(caller, sampleRule);
    sent.mockRestore();
    expect(answer.status).toBe(503);
    expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.rules_unavailable" });
    expect(await rowsOf(caller.organizationId, "antifraud_rules")).toBe(0);
    expect((await postRule(caller, sampleRule)).status).toBe(201);
  });
});
