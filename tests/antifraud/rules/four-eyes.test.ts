import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { readProposal } from "../../../workers/antifraud/proposals/read-proposals.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { mailbox } from "../../support/mailbox.ts";
import {
  approve,
  type Detail,
  looked,
  PROPOSALS,
  type Proposal,
  postRule,
  proposed,
  putPolicy,
  putRule,
  type Rule,
  rollBack,
  ruleDraft,
  ruled,
} from "../../support/rules.ts";
import { strangersPayment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
const DAY_MS = 86_400_000;

/** Two analysts of an organisation that asks for two people. */
async function twoPeople() {
  const author = await given.person("org_admin");
  const second = await given.colleague(author.organizationId, "antifraud_manager");
  expect((await putPolicy(author, { four_eyes: true })).status).toBe(200);
  return { author, second };
}

const blocks = (changes: object = {}) =>
  ruleDraft({ conditions: { merchant: { operator: "contains", value: "korzinka" } }, notify: [], ...changes });
/** Of a payment by nobody seen before at a shop nobody paid at, so that only the rules tell two of them apart. */
const decisionFor = async (caller: Person) => {
  const transaction = strangersPayment({ merchant: `Korzinka ${crypto.randomUUID()}` });
  return (await bodyOf<{ decision: string }>(await api(caller).submit(transaction))).decision;
};
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const auditOf = async ({ organizationId }: Person, target: string) =>
  (
    await env.DB.prepare(
      "SELECT action, actor, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, rowid",
    )
      .bind(organizationId, target)
      .all<{ action: string; actor: string; changes: string }>()
  ).results;
/** A rule that two people brought into force. */
async function approved(author: Person, second: Person, changes: object = {}): Promise<Rule> {
  const { id, rule_id } = await proposed(await postRule(author, blocks(changes)));
  expect((await approve(second, id)).status).toBe(200);
  return bodyOf<Rule>(await api(author).get(`/api/antifraud/rules/${rule_id}`));
}

describe("where an organisation asks for two people", () => {
  it("a live rule decides once another person approved it, and the log has both names", async () => {
    const { author, second } = await twoPeople();
    const answer = await postRule(author, blocks({ comment: "Card testing at this shop", notify: ["team@bank.uz"] }));
    const proposal = await proposed(answer);
    expect(answer.headers.get("location")).toBe(`${PROPOSALS}/${proposal.id}`);
    expect(proposal).toMatchObject({
      kind: "add",
      base_revision: 0,
      state: "pending",
      comment: "Card testing at this shop",
      proposed_by: author.userId,
      answerable: author.userId,
      rule: { state: "live", action: "BLOCK", notify: ["team@bank.uz"], canary_percent: null },
    });
    expect(proposal.id).toMatch(/^rcp_/);
    expect((await api(author).get(`/api/antifraud/rules/${proposal.rule_id}`)).status).toBe(404);
    expect(await decisionFor(author)).toBe("APPROVED");

    expect(await codeOf(await approve(author, proposal.id))).toEqual([403, "antifraud.own_proposal"]);
    const won = await bodyOf<Proposal>(await approve(second, proposal.id));
    expect(won).toMatchObject({ state: "approved", decided_by: second.userId, revision: 1 });
    expect(await decisionFor(author)).toBe("BLOCKED");
    const rule = await bodyOf<Rule>(await api(author).get(`/api/antifraud/rules/${proposal.rule_id}`));
    expect(rule).toMatchObject({ revision: 1, notify: ["team@bank.uz"] });
    const { data } = await bodyOf<{ data: object[] }>(
      await api(author).get(`/api/antifraud/rules/${proposal.rule_id}/versions`),
    );
    expect(data).toMatchObject([{ revision: 1, changed_by: author.userId, approved_by: second.userId }]);
    const [created] = await auditOf(author, proposal.rule_id!);
    expect(created).toMatchObject({ action: "rule.created", actor: second.userId });
    expect(JSON.parse(created!.changes)).toMatchObject({
      proposal: [null, proposal.id],
      proposed_by: [null, author.userId],
    });
    expect((await auditOf(author, proposal.id)).map(({ action }) => action)).toEqual(["rule_proposal.created"]);
    expect(await codeOf(await approve(second, proposal.id))).toEqual([409, "antifraud.proposal_closed"]);
  });

  it("every change of what decides waits, and none of what does not", async () => {
    const { author, second } = await twoPeople();
    const draft = await ruled(author, blocks({ state: "draft" }));
    expect((await putRule(author, draft.rule_id, blocks({ state: "shadow" }))).status).toBe(200);
    expect((await putRule(author, draft.rule_id, blocks({ state: "live", enabled: false }))).status).toBe(200);
    const other = await ruled(author, blocks({ state: "shadow" }));
    expect((await api(author).delete(`/api/antifraud/rules/${other.rule_id}`)).status).toBe(204);

    for (const change of [{ state: "live" }, { state: "canary", canary_percent: 5 }])
      await proposed(await putRule(author, draft.rule_id, blocks(change)));
    const { rule_id } = await approved(author, second);
    for (const change of [{ priority: 7 }, { state: "draft" }, { enabled: false }, { notify: ["x@bank.uz"] }])
      expect(await proposed(await putRule(author, rule_id, blocks(change)))).toMatchObject({
        kind: "replace",
        base_revision: 1,
      });
    const withCard = await api(author).delete(`/api/antifraud/rules/${rule_id}?comment=8600123456789012`);
    expect(withCard.status).toBe(422);
    expect(await withCard.text()).not.toContain("8600123456789012");
    const removal = await proposed(await api(author).delete(`/api/antifraud/rules/${rule_id}?comment=obsolete`));
    expect(removal).toMatchObject({ kind: "remove", rule: null, comment: "obsolete" });
    expect(await bodyOf(await api(author).get(`/api/antifraud/rules/${rule_id}`))).toMatchObject({ revision: 1 });
    expect((await approve(second, removal.id)).status).toBe(200);
    expect((await api(author).get(`/api/antifraud/rules/${rule_id}`)).status).toBe(404);
    expect(await decisionFor(author)).toBe("APPROVED");
  });

  it("asking for one person no more takes two", async () => {
    const { author, second } = await twoPeople();
    const proposal = await proposed(await putPolicy(author, { four_eyes: false }));
    expect(proposal).toMatchObject({ kind: "policy", rule_id: null, policy: { allow_first: false, four_eyes: false } });
    const policy = async () => bodyOf(await api(author).get("/api/antifraud/rules/policy"));
    expect(await policy()).toMatchObject({ four_eyes: true });
    expect((await putPolicy(second, { allow_first: true })).status).toBe(202);
    expect((await approve(second, proposal.id)).status).toBe(200);
    expect(await policy()).toMatchObject({ allow_first: false, four_eyes: false });
    await ruled(author, blocks());
    expect(await decisionFor(author)).toBe("BLOCKED");
  });

  it("a key may propose and not approve, and whoever issued it is not the second person", async () => {
    const { author, second } = await twoPeople();
    const issued = await api(author).post("/api/api-keys", { name: "CI", scopes: ["write:rules", "read:rules"] });
    const key = { ...author, token: (await bodyOf<{ key: string }>(issued)).key };
    const own = await proposed(await postRule(key, blocks()));
    expect(own).toMatchObject({ proposed_by: expect.stringMatching(/^key_/), answerable: author.userId });
    const others = await proposed(await postRule(second, blocks()));
    for (const { id } of [own, others]) expect(await codeOf(await approve(key, id))).toEqual([403, "auth.people_only"]);
    expect(await codeOf(await approve(author, own.id))).toEqual([403, "antifraud.own_proposal"]);
    expect((await approve(second, own.id)).status).toBe(200);
    const unknown = await given.apiKey(["write:rules"], ["antifraud"], { owner: author.organizationId });
    expect(await codeOf(await postRule(unknown, blocks()))).toEqual([403, "auth.people_only"]);
  });

  it("of two approvals at once one wins, and of approval and rejection", async () => {
    const { author, second } = await twoPeople();
    const third = await given.colleague(author.organizationId, "antifraud_manager");
    const { id, rule_id } = await proposed(await postRule(author, blocks()));
    const answers = await Promise.all([approve(second, id), approve(third, id), approve(second, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.proposal_closed" });
    const { data } = await bodyOf<{ data: object[] }>(
      await api(author).get(`/api/antifraud/rules/${rule_id}/versions`),
    );
    expect(data).toHaveLength(1);

    const edit = await proposed(await putRule(author, rule_id!, blocks({ name: "Edited" })));
    const reject = api(third).post(`${PROPOSALS}/${edit.id}/reject`, { reason: "Too wide" });
    const both = await Promise.all([approve(second, edit.id), reject]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const now = await bodyOf<Proposal>(await api(author).get(`${PROPOSALS}/${edit.id}`));
    const rule = await bodyOf<Rule>(await api(author).get(`/api/antifraud/rules/${rule_id}`));
    expect([now.state, rule.name === "Edited"]).toEqual(
      both[0]!.status === 200 ? ["approved", true] : ["rejected", false],
    );
  });

  it("what was changed since is not overwritten", async () => {
    const { author, second } = await twoPeople();
    const { rule_id } = await approved(author, second);
    const [first, stale] = [
      await proposed(await putRule(author, rule_id, blocks({ name: "First" }))),
      await proposed(await putRule(author, rule_id, blocks({ name: "Stale" }))),
    ];
    expect((await approve(second, first.id)).status).toBe(200);
    expect(await codeOf(await approve(second, stale.id))).toEqual([409, "antifraud.proposal_stale"]);
    expect(await bodyOf(await api(author).get(`/api/antifraud/rules/${rule_id}`))).toMatchObject({ name: "First" });
    const [one, other] = [
      await proposed(await putPolicy(author, { allow_first: true })),
      await proposed(await putPolicy(author, { four_eyes: false })),
    ];
    expect((await approve(second, one.id)).status).toBe(200);
    expect(await codeOf(await approve(second, other.id))).toEqual([409, "antifraud.proposal_stale"]);
    expect(await bodyOf(await api(author).get("/api/antifraud/rules/policy"))).toMatchObject({ four_eyes: true });
  });

  it("a proposal is turned down with a reason, withdrawn by its author alone, and runs out", async () => {
    const { author, second } = await twoPeople();
    const [bad, mine, old] = [
      await proposed(await postRule(author, blocks())),
      await proposed(await postRule(author, blocks({ notify: ["team@bank.uz"] }))),
      await proposed(await postRule(author, blocks())),
    ];
    const reject = (caller: Person, body: object) => api(caller).post(`${PROPOSALS}/${bad.id}/reject`, body);
    expect((await reject(second, {})).status).toBe(422);
    expect(await codeOf(await reject(author, { reason: "no" }))).toEqual([403, "antifraud.own_proposal"]);
    expect(await bodyOf(await reject(second, { reason: "Too wide" }))).toMatchObject({
      state: "rejected",
      reason: "Too wide",
      decided_by: second.userId,
    });
    expect(await codeOf(await api(second).delete(`${PROPOSALS}/${mine.id}`))).toEqual([
      403,
      "antifraud.not_your_proposal",
    ]);
    expect((await api(author).delete(`${PROPOSALS}/${mine.id}`)).status).toBe(204);
    expect(await codeOf(await approve(second, mine.id))).toEqual([409, "antifraud.proposal_closed"]);
    expect(await bodyOf(await api(author).get(`${PROPOSALS}/${mine.id}`))).toMatchObject({
      state: "withdrawn",
      rule: { notify: [] },
    });
    const later = createPlatform(env, { now: () => Date.now() + 30 * DAY_MS });
    expect((await readProposal(later, author.organizationId, old.id)).state).toBe("expired");
    await env.DB.prepare("UPDATE antifraud_rule_proposals SET expires_at = ? WHERE id = ?")
      .bind(Date.now(), old.id)
      .run();
    expect(await codeOf(await approve(second, old.id))).toEqual([409, "antifraud.proposal_closed"]);

    const listed = async (query: string) =>
      await bodyOf<{ data: Proposal[]; next_cursor: string | null }>(await api(author).get(`${PROPOSALS}${query}`));
    for (const [state, ids] of [
      ["rejected", [bad.id]],
      ["withdrawn", [mine.id]],
      ["expired", [old.id]],
      ["pending", []],
    ] as const)
      expect((await listed(`?state=${state}`)).data.map(({ id }) => id)).toEqual(ids);
    const walked: string[] = [];
    for (let query = "?limit=1"; ; ) {
      const page = await listed(query);
      walked.push(...page.data.map(({ id }) => id));
      if (page.next_cursor === null) break;
      query = `?limit=1&cursor=${page.next_cursor}`;
    }
    expect(walked).toEqual([old.id, mine.id, bad.id]);
    expect((await auditOf(author, mine.id)).map(({ action }) => action)).toEqual([
      "rule_proposal.created",
      "rule_proposal.withdrawn",
    ]);
  });

  it("another organisation knows nothing of it, and viewers decide nothing", async () => {
    const { author } = await twoPeople();
    const { id } = await proposed(await postRule(author, blocks()));
    const stranger = await given.person("antifraud_manager");
    expect(await codeOf(await approve(stranger, id))).toEqual([404, "antifraud.proposal_not_found"]);
    expect((await api(stranger).get(`${PROPOSALS}/${id}`)).status).toBe(404);
    const viewer = await given.colleague(author.organizationId, "viewer");
    expect(await codeOf(await approve(viewer, id))).toEqual([403, "auth.missing_permission"]);
  });
});

describe("a rollback", () => {
  it("makes what a rule said the newest revision in one call, also of a deleted one", async () => {
    const caller = await given.person("antifraud_manager");
    const { rule_id } = await ruled(caller, blocks({ name: "Good" }));
    await putRule(caller, rule_id, blocks({ name: "Bad", action: "ALLOW", state: "canary", canary_percent: 10 }));
    const back = await rollBack(caller, rule_id, { revision: 1 });
    expect(back.status).toBe(200);
    expect(back.headers.get("etag")).toBe('"3"');
    expect(await bodyOf(back)).toMatchObject({ name: "Good", action: "BLOCK", state: "live", canary_percent: null });
    expect(await decisionFor(caller)).toBe("BLOCKED");
    await api(caller).delete(`/api/antifraud/rules/${rule_id}`);
    expect(await decisionFor(caller)).toBe("APPROVED");
    expect((await rollBack(caller, rule_id, { off: true })).status).toBe(404);
    expect(await bodyOf(await rollBack(caller, rule_id, { revision: 3 }))).toMatchObject({ revision: 5, name: "Good" });
    expect(await decisionFor(caller)).toBe("BLOCKED");
    expect(await bodyOf(await rollBack(caller, rule_id, { off: true }))).toMatchObject({ revision: 6, enabled: false });
    const { data } = await bodyOf<{ data: { revision: number; name: string }[] }>(
      await api(caller).get(`/api/antifraud/rules/${rule_id}/versions`),
    );
    expect(data.map(({ revision, name }) => `${revision} ${name}`)).toEqual([
      "6 Good",
      "5 Good",
      "4 Good",
      "3 Good",
      "2 Bad",
      "1 Good",
    ]);
    expect((await auditOf(caller, rule_id)).map(({ action }) => action)).toEqual([
      "rule.created",
      "rule.changed",
      "rule.rolled_back",
      "rule.deleted",
      "rule.rolled_back",
      "rule.rolled_back",
    ]);
  });

  it("is refused to what there is not, and to what is not what its author saw", async () => {
    const caller = await given.person("antifraud_manager");
    const { rule_id } = await ruled(caller, blocks());
    for (const body of [{}, { revision: 1, off: true }, { revision: 9 }, { revision: 1 }, { off: false }])
      expect((await rollBack(caller, rule_id, body)).status).toBe(422);
    await putRule(caller, rule_id, blocks({ name: "Second" }));
    const stale = api(caller, { headers: { "if-match": '"1"' } });
    expect((await stale.post(`/api/antifraud/rules/${rule_id}/rollback`, { revision: 1 })).status).toBe(412);
    expect(await codeOf(await rollBack(caller, "rule_large_amount", { revision: 1 }))).toEqual([
      409,
      "antifraud.rule_built_in",
    ]);
    expect((await rollBack(await given.person("antifraud_manager"), rule_id, { revision: 1 })).status).toBe(404);
  });

  it("is for one person alone to what two approved, or to off; the administrators hear of it", async () => {
    const { author, second } = await twoPeople();
    const { rule_id } = await approved(author, second, { name: "Approved" });
    const bad = await proposed(await putRule(second, rule_id, blocks({ name: "Bad", action: "ALLOW" })));
    expect((await approve(author, bad.id)).status).toBe(200);
    expect(await decisionFor(author)).toBe("APPROVED");
    const back = await rollBack(second, rule_id, { revision: 1, comment: "Approves fraud" });
    expect(back.status).toBe(200);
    expect(await decisionFor(author)).toBe("BLOCKED");
    const rolled = (await auditOf(author, rule_id)).at(-1);
    expect(rolled).toMatchObject({ action: "rule.rolled_back", actor: second.userId });
    expect(JSON.parse(rolled!.changes)).toMatchObject({
      alone: [null, "true"],
      returned_to: [null, "1"],
      comment: [null, "Approves fraud"],
    });
    await expect.poll(async () => (await mailbox.of(author.email)).messages.length, { timeout: 15_000 }).toBe(1);

    expect(await bodyOf(await rollBack(second, rule_id, { off: true }))).toMatchObject({ enabled: false });
    expect(await decisionFor(author)).toBe("APPROVED");
    await expect.poll(async () => (await mailbox.of(author.email)).messages.length, { timeout: 15_000 }).toBe(2);
  });

  it("waits for a second person where nobody approved the revision, or a key asks for it", async () => {
    const author = await given.person("org_admin");
    const second = await given.colleague(author.organizationId, "antifraud_manager");
    const { rule_id } = await ruled(author, blocks({ name: "Of one person" }));
    await putPolicy(author, { four_eyes: true });
    const edit = await proposed(await putRule(author, rule_id, blocks({ name: "Of two" })));
    await approve(second, edit.id);
    const proposal = await proposed(await rollBack(author, rule_id, { revision: 1 }));
    expect(proposal).toMatchObject({ kind: "replace", base_revision: 2, rule: { name: "Of one person" } });
    const issued = await api(author).post("/api/api-keys", { name: "CI", scopes: ["write:rules"] });
    const key = { token: (await bodyOf<{ key: string }>(issued)).key };
    await proposed(await rollBack(key, rule_id, { off: true }));
    expect((await approve(second, proposal.id)).status).toBe(200);
    expect(await bodyOf(await api(author).get(`/api/antifraud/rules/${rule_id}`))).toMatchObject({
      revision: 3,
      name: "Of one person",
    });
  });
});

describe("a rule on canary", () => {
  const payers = Array.from({ length: 60 }, (_, i) => `user_canary_${i}`);
  const by = (user_id: string) => strangersPayment({ user_id });
  async function decided(caller: Person) {
    const blocked = new Set<string>();
    for (let i = 0; i < payers.length; i += 10)
      await Promise.all(
        payers.slice(i, i + 10).map(async (user) => {
          const { decision } = await bodyOf<Detail>(await api(caller).submit(by(user)));
          if (decision === "BLOCKED") blocked.add(user);
        }),
      );
    return blocked;
  }

  it("decides for its share of payers, the same ones again and among a greater share, and is in shadow for the others", async () => {
    const caller = await given.person("antifraud_manager");
    const rule = await ruled(caller, blocks({ state: "canary", canary_percent: 30 }));
    expect(rule).toMatchObject({ state: "canary", canary_percent: 30 });
    const first = await decided(caller);
    expect(first.size).toBeGreaterThan(5);
    expect(first.size).toBeLessThan(35);
    expect(await decided(caller)).toEqual(first);
    for (const [user, result] of [
      [[...first][0]!, "hit"],
      [payers.find((payer) => !first.has(payer))!, "shadow_hit"],
    ] as const) {
      const transaction = by(user);
      await api(caller).submit(transaction);
      expect(await looked(caller, transaction.transaction_id, rule.rule_id)).toMatchObject({ result });
    }
    await putRule(caller, rule.rule_id, blocks({ state: "canary", canary_percent: 70 }));
    const more = await decided(caller);
    expect(more.size).toBeGreaterThan(first.size);
    expect([...first].filter((user) => !more.has(user))).toEqual([]);
    await putRule(caller, rule.rule_id, blocks({ state: "live" }));
    expect((await decided(caller)).size).toBe(payers.length);
  });

  it("has a share from 1 to 99, and no other state has one", async () => {
    const caller = await given.person("antifraud_manager");
    for (const changes of [
      { state: "canary" },
      { state: "canary", canary_percent: 0 },
      { state: "canary", canary_percent: 100 },
      { state: "canary", canary_percent: 1.5 },
      { state: "live", canary_percent: 5 },
    ]) {
      const answer = await postRule(caller, blocks(changes));
      expect(answer.status).toBe(422);
      expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]?.path).toBe("canary_percent");
    }
  });
});
