import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { payerIndexOf } from "../../../workers/antifraud/snoozes/payer-index.ts";
import type { SnoozeView } from "../../../workers/antifraud/snoozes/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { crashActivities, evictEverything } from "../../support/objects.ts";
import { erased, exportedAbout, placesOf } from "../../support/privacy.ts";
import { type Detail, looked, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Headers = Record<string, string>;
const DAY_MS = 86_400_000;
const inTestMode = { "foundry-mode": "test" };

const pathOf = (ruleId: string) => `/api/antifraud/rules/${ruleId}/snoozes`;
const postSnooze = (caller: Person, ruleId: string, body: object, headers: Headers = {}) =>
  api(caller, { headers }).post(pathOf(ruleId), { days: 30, comment: "Travels for work", ...body });
const listed = async (caller: Person, ruleId: string, query = "", headers: Headers = {}) =>
  (await bodyOf<{ data: SnoozeView[] }>(await api(caller, { headers }).get(pathOf(ruleId) + query))).data;
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
/** A rule that blocks whatever is paid at the sample merchant. */
const blocking = (caller: Person) =>
  ruled(caller, { conditions: { merchant: { operator: "contains", value: "korzinka" } }, notify: [] });
/** For how many payers the list of rules says that one is out of force. */
async function snoozesListed(caller: Person, ruleId: string, headers: Headers = {}) {
  const answer = await api(caller, { headers }).get("/api/antifraud/rules/list?limit=100");
  const { data } = await bodyOf<{ data: { rule_id: string; snoozes: number }[] }>(answer);
  return data.find(({ rule_id }) => rule_id === ruleId)?.snoozes;
}
async function decisionFor(caller: Person, changes: object = {}, headers: Headers = {}) {
  const transaction = payment(changes);
  const { decision } = await bodyOf<Detail>(await api(caller, { headers }).submit(transaction));
  return { decision, id: transaction.transaction_id };
}

describe("a snooze", () => {
  it("takes a rule out of force for one user alone, whatever card they pay with, until it is ended", async () => {
    const caller = await given.person("antifraud_manager");
    const { rule_id } = await blocking(caller);
    const user_id = "user_traveller";
    const answer = await postSnooze(caller, rule_id, { user_id });
    expect(answer.status).toBe(201);
    const snooze = await bodyOf<SnoozeView>(answer);
    expect(snooze).toMatchObject({
      rule_id,
      user_id,
      card_fingerprint: null,
      comment: "Travels for work",
      state: "running",
      created_by: caller.userId,
    });
    expect(await snoozesListed(caller, rule_id)).toBe(1);
    expect(await snoozesListed(caller, rule_id, inTestMode)).not.toBe(1);
    for (const interrupt of [async () => 0, evictEverything, crashActivities]) {
      await interrupt();
      const { decision, id } = await decisionFor(caller, { user_id });
      expect(decision).toBe("APPROVED");
      expect(await looked(caller, id, rule_id)).toMatchObject({ result: "snoozed", revision: 1 });
      expect((await decisionFor(caller, { user_id, metadata: undefined })).decision).toBe("APPROVED");
      expect((await decisionFor(caller)).decision).toBe("BLOCKED");
    }
    expect((await api(caller).delete(`${pathOf(rule_id)}/${snooze.id}`)).status).toBe(204);
    expect((await api(caller).delete(`${pathOf(rule_id)}/${snooze.id}`)).status).toBe(204);
    expect((await decisionFor(caller, { user_id })).decision).toBe("BLOCKED");
    expect(await listed(caller, rule_id)).toMatchObject([{ id: snooze.id, state: "ended", ended_by: caller.userId }]);
    expect(await snoozesListed(caller, rule_id)).toBe(0);
    const { results } = await env.DB.prepare(
      "SELECT action, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, rowid",
    )
      .bind(caller.organizationId, snooze.id)
      .all<{ action: string; changes: string }>();
    expect(results.map(({ action }) => action)).toEqual(["rule_snooze.created", "rule_snooze.ended"]);
    expect(JSON.stringify(results)).not.toMatch(/user_traveller|Travels/);
  });

  it("is for one card too, of a built-in rule too, and a second one takes the place of the first", async () => {
    const caller = await given.person("antifraud_manager");
    given.shards(caller.organizationId, 3);
    const metadata = { payment_method: "card", card_fingerprint: "fp_snoozed" };
    const rule_id = "rule_large_amount";
    const large = (changes: object) => ({ amount: 11_000, currency: "USD", ...changes });
    const before = await decisionFor(caller, large({ metadata, user_id: "first" }));
    expect(await looked(caller, before.id, rule_id)).toMatchObject({ result: "hit" });
    expect((await postSnooze(caller, rule_id, { card_fingerprint: "fp_snoozed", days: 3 })).status).toBe(201);
    expect((await postSnooze(caller, rule_id, { card_fingerprint: "fp_snoozed", days: 180 })).status).toBe(201);
    expect((await listed(caller, rule_id)).map(({ state }) => state)).toEqual(["running", "ended"]);
    expect(await listed(caller, rule_id, "?state=running")).toHaveLength(1);
    const during = await decisionFor(caller, large({ metadata, user_id: "second" }));
    expect(await looked(caller, during.id, rule_id)).toMatchObject({ result: "snoozed", revision: null });
    const other = await decisionFor(caller, large({ metadata: { card_fingerprint: "fp_other" }, user_id: "second" }));
    expect(await looked(caller, other.id, rule_id)).toMatchObject({ result: "hit" });
  });

  it("runs out by the time of the decision, also where the sandbox's clock stands", async () => {
    const caller = await given.person("org_admin");
    const answer = await api(caller, { headers: inTestMode }).post("/api/antifraud/rules", {
      name: "Ours",
      conditions: { merchant: { operator: "contains", value: "korzinka" } },
      action: "BLOCK",
    });
    const { rule_id } = await bodyOf<{ rule_id: string }>(answer);
    const user_id = "user_of_a_week";
    expect((await postSnooze(caller, rule_id, { user_id, days: 7 }, inTestMode)).status).toBe(201);
    const started = Date.now();
    const at = async (ms: number) => {
      const stopped = await api(caller, { headers: inTestMode }).send("PUT", "/api/sandbox/clock", {
        frozen_at: new Date(started + ms).toISOString(),
      });
      expect(stopped.status).toBe(200);
      const timestamp = new Date(started + ms - 60_000).toISOString();
      return (await decisionFor(caller, { user_id, timestamp }, inTestMode)).decision;
    };
    expect(await at(7 * DAY_MS - 60_000)).toBe("APPROVED");
    expect(await at(7 * DAY_MS + 60_000)).toBe("BLOCKED");
    expect(await listed(caller, rule_id, "?state=expired", inTestMode)).toHaveLength(1);
    expect(await listed(caller, rule_id, "?state=running", inTestMode)).toHaveLength(0);
  });

  it("says what is wrong with it, and is for nobody of another organisation", async () => {
    const caller = await given.person("antifraud_manager");
    const { rule_id } = await blocking(caller);
    const user_id = "somebody";
    const soon = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    for (const [body, path] of [
      [{}, "user_id"],
      [{ user_id, card_fingerprint: "fp" }, "user_id"],
      [{ user_id, days: 181 }, "days"],
      [{ user_id, days: 0 }, "days"],
      [{ user_id, until: soon(1) }, "until"],
      [{ user_id, days: undefined }, "until"],
      [{ user_id, days: undefined, until: soon(-1) }, "until"],
      [{ user_id, days: undefined, until: soon(180.1) }, "until"],
      [{ user_id, comment: "" }, "comment"],
    ] as const) {
      const answer = await postSnooze(caller, rule_id, body);
      expect(answer.status).toBe(422);
      expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors.map((error) => error.path)).toContain(path);
    }
    expect(await listed(caller, rule_id)).toEqual([]);
    expect(await codeOf(await postSnooze(caller, "rule_nobody", { user_id }))).toEqual([
      404,
      "antifraud.rule_not_found",
    ]);
    const { id } = await bodyOf<SnoozeView>(await postSnooze(caller, rule_id, { user_id }));
    const stranger = await given.person("antifraud_manager");
    expect((await postSnooze(stranger, rule_id, { user_id })).status).toBe(404);
    expect((await api(stranger).get(pathOf(rule_id))).status).toBe(404);
    expect((await api(stranger).delete(`${pathOf("rule_large_amount")}/${id}`)).status).toBe(404);
    expect((await decisionFor(caller, { user_id })).decision).toBe("APPROVED");
    const viewer = await given.colleague(caller.organizationId, "viewer");
    expect(await codeOf(await postSnooze(viewer, rule_id, { user_id }))).toEqual([403, "auth.missing_permission"]);
  });

  it("is the thousand and first that is refused, however many come at once, until others run out", async () => {
    const caller = await given.person("antifraud_manager");
    const { rule_id } = await blocking(caller);
    const { id } = await bodyOf<SnoozeView>(await postSnooze(caller, rule_id, { user_id: "first" }));
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 997)
      INSERT INTO antifraud_rule_snoozes SELECT organization_id, id || i, rule_id, payer_index || i, sealed_payer, until,
        created_by, created_at, NULL, NULL FROM antifraud_rule_snoozes, n WHERE id = ?`,
    )
      .bind(id)
      .run();
    const answers = await Promise.all(["a", "b", "c", "d"].map((user_id) => postSnooze(caller, rule_id, { user_id })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(await bodyOf(refused)).toMatchObject({ code: "antifraud.too_many_snoozes" });
    await env.DB.prepare("UPDATE antifraud_rule_snoozes SET until = 1 WHERE id = ?").bind(`${id}1`).run();
    expect((await postSnooze(caller, rule_id, { user_id: "e" })).status).toBe(201);
  });
});

it("an erased payer's snoozes are gone from the database and the shards, and were told to them before", async () => {
  const caller = await given.person("org_admin");
  const { rule_id } = await blocking(caller);
  const user_id = `user-${crypto.randomUUID()}`;
  const comment = `Comment ${crypto.randomUUID()}`;
  await postSnooze(caller, rule_id, { user_id, comment });
  await decisionFor(caller, { user_id });
  const subject = { type: "payer", id: user_id } as const;
  const document = await exportedAbout(caller, subject);
  expect(document.records.filter((record) => record.class === "rule_snoozes")).toMatchObject([{ rule_id, comment }]);
  const { organizationId } = caller;
  const index = payerIndexOf(createPlatform(env).sealer, `user:${organizationId}:${user_id}`);
  expect(await placesOf([index, comment])).toEqual(expect.arrayContaining(["antifraud_rule_snoozes", "object rules"]));
  expect(await erased(caller, subject)).toMatchObject({ counts: expect.objectContaining({ rule_snoozes: 1 }) });
  expect((await placesOf([index, comment])).filter((place) => !place.startsWith("privacy"))).toEqual([]);
}, 60_000);
