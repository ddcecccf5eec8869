import { describe, expect, it } from "vitest";
import {
  type Aggregate,
  aggregateDraft,
  aggregated,
  postAggregate,
  postBackfill,
  putAggregate,
} from "../../support/aggregates.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { postRule, ruleDraft, ruled } from "../../support/rules.ts";

type Problem = { code: string; errors?: { path: string; message: string }[] };
type Caller = { token: string };

const analyst = () => given.person("antifraud_manager");
const problemOf = async (answer: Response) => ({ status: answer.status, ...(await bodyOf<Problem>(answer)) });
const pathsOf = async (answer: Response) => (await problemOf(answer)).errors?.map(({ path }) => path);
const namesOf = async (caller: Caller, query = "") =>
  bodyOf<{ data: Aggregate[]; next_cursor: string | null }>(await api(caller).get(`/api/antifraud/aggregates${query}`));

describe("an aggregate", () => {
  it("is read as it was sent, in its greatest units, and says how exact it is", async () => {
    const caller = await analyst();
    const answer = await postAggregate(caller, {
      name: "merchant_deviation",
      description: "How amounts differ",
      entity: "merchant",
      statistic: "stddev",
      window: "1440m",
      delay: "48h",
      filter: {
        outcome: { operator: "in", value: ["accepted"] },
        currency: { operator: "equals", value: "UZS" },
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"1"');
    const created = await bodyOf<Aggregate>(answer);
    expect(created).toMatchObject({
      name: "merchant_deviation",
      statistic: "stddev",
      of: "amount",
      window: "1d",
      delay: "2d",
      exact_to_seconds: 120,
      revision: 1,
      state: "warming",
      backfill: null,
    });
    expect(await bodyOf(await api(caller).get("/api/antifraud/aggregates/merchant_deviation"))).toEqual(created);
  });

  it.each([
    [{ name: "9lives" }, ["name"]],
    [{ name: "no" }, ["name"]],
    [{ window: "91d" }, ["window"]],
    [{ window: "90d", delay: "1m" }, ["delay"]],
    [{ window: "30s" }, ["window"]],
    [{ window: "0m" }, ["window"]],
    [{ of: "amount" }, ["of"]],
    [{ statistic: "sum", of: "users" }, ["of"]],
    [{ statistic: "distinct" }, ["of"]],
    [{ statistic: "distinct", of: "cards" }, ["of"]],
    [{ statistic: "median" }, ["statistic"]],
    [{ entity: "city" }, ["entity"]],
    [{ surprise: 1 }, ["surprise"]],
    [{ filter: { payer_count_1h: { operator: "greater_than", value: 1 } } }, ["filter.payer_count_1h"]],
    [{ filter: { amount: { operator: "equals", value: "much" } } }, ["filter.amount.value"]],
    [{ filter: { amount: { operator: "between", value: [1] } } }, ["filter.amount.value"]],
    [{ filter: { country: { operator: "contains", value: "U" } } }, ["filter.country.operator"]],
    [{ filter: { outcome: { operator: "in", value: ["accepted", "maybe"] } } }, ["filter.outcome.value.1"]],
    [{ filter: { is_international: { operator: "greater_than", value: 1 } } }, ["filter.is_international.operator"]],
    [{ filter: {} }, ["filter"]],
  ])("that cannot be counted is refused by place: %j", async (changes, paths) => {
    const caller = await analyst();
    const answer = await postAggregate(caller, changes);
    expect(answer.status).toBe(422);
    expect(await pathsOf(answer)).toEqual(paths);
    expect((await namesOf(caller)).data).toEqual([]);
  });

  it("has one name of its own, which may be given again once it is deleted, and versions that stay", async () => {
    const caller = await analyst();
    await aggregated(caller);
    expect(await problemOf(await postAggregate(caller))).toMatchObject({
      status: 409,
      code: "antifraud.aggregate_taken",
    });
    const path = "/api/antifraud/aggregates/card_count_1h";
    expect((await api(caller).delete(path)).status).toBe(204);
    expect((await api(caller).get(path)).status).toBe(404);
    expect((await api(caller).delete(path)).status).toBe(404);
    expect(await aggregated(caller, { window: "2h" })).toMatchObject({ revision: 3, state: "warming" });
    const versions = await bodyOf<{ data: { revision: number; window: string; deleted: boolean }[] }>(
      await api(caller).get(`${path}/versions`),
    );
    expect(versions.data.map(({ revision, window, deleted }) => [revision, window, deleted])).toEqual([
      [3, "2h", false],
      [2, "1h", true],
      [1, "1h", false],
    ]);
  });

  it("is replaced by who read its last revision, and keeps its name", async () => {
    const caller = await analyst();
    await aggregated(caller);
    const stale = { "if-match": '"7"' };
    expect(await problemOf(await putAggregate(caller, "card_count_1h", { window: "2h" }, stale))).toMatchObject({
      status: 412,
      code: "antifraud.aggregate_changed",
    });
    const changed = await putAggregate(caller, "card_count_1h", { window: "2h" }, { "if-match": '"1"' });
    expect(changed.headers.get("etag")).toBe('"2"');
    const renamed = await api(caller).send(
      "PUT",
      "/api/antifraud/aggregates/card_count_1h",
      aggregateDraft({ name: "card_count_2h" }),
    );
    expect(await pathsOf(renamed)).toEqual(["name"]);
    const raced = await Promise.all(
      ["3h", "4h", "5h"].map((window) => putAggregate(caller, "card_count_1h", { window }, { "if-match": '"2"' })),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it("that rules name, be they drafts, cannot be deleted, and they are named; nothing is lost", async () => {
    const caller = await analyst();
    await aggregated(caller);
    await aggregated(caller, { name: "card_count_1h_all" });
    const asked = { conditions: { "agg.card_count_1h": { operator: "greater_than", value: 5 } } };
    const first = await ruled(caller, asked);
    const second = await ruled(caller, {
      conditions: undefined,
      expression: { gt: [{ coalesce: [{ field: "agg.card_count_1h" }, 0] }, 3] },
      state: "draft",
      enabled: false,
    });
    const path = "/api/antifraud/aggregates/card_count_1h";
    const refused = await problemOf(await api(caller).delete(path));
    expect(refused).toMatchObject({ status: 409, code: "antifraud.aggregate_in_use" });
    expect(refused.errors?.map((error) => error.path)).toEqual([first.rule_id, second.rule_id].sort());
    expect((await api(caller).get(path)).status).toBe(200);
    expect((await api(caller).delete("/api/antifraud/aggregates/card_count_1h_all")).status).toBe(204);
    for (const { rule_id } of [first, second]) await api(caller).delete(`/api/antifraud/rules/${rule_id}`);
    expect((await api(caller).delete(path)).status).toBe(204);
    const unknown = await postRule(caller, ruleDraft(asked));
    expect(await pathsOf(unknown)).toEqual(["conditions.agg.card_count_1h"]);
  });

  it("is there as long as a rule names it, also when it is deleted while the rule is saved", async () => {
    const caller = await analyst();
    for (let i = 0; i < 8; i++) {
      const name = `raced_${i}`;
      await aggregated(caller, { name });
      const rule = ruleDraft({ conditions: { [`agg.${name}`]: { operator: "greater_than", value: 5 } } });
      const [deleted, saved] = await Promise.all([
        api(caller).delete(`/api/antifraud/aggregates/${name}`),
        postRule(caller, rule),
      ]);
      expect([
        [204, 422],
        [409, 201],
      ]).toContainEqual([deleted.status, saved.status]);
    }
  });

  it("is one of twenty at most, also when they are added at the same time", async () => {
    const caller = await analyst();
    const answers = [];
    for (let i = 0; i < 21; i += 7)
      answers.push(
        ...(await Promise.all(
          Array.from({ length: 7 }, (_, j) =>
            postAggregate(caller, { name: `count_${String(i + j).padStart(2, "0")}` }),
          ),
        )),
      );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = answers.find(({ status }) => status !== 201)!;
    expect(await problemOf(refused)).toMatchObject({ status: 409, code: "antifraud.too_many_aggregates" });
    const first = await namesOf(caller, "?limit=12");
    const second = await namesOf(caller, `?limit=12&cursor=${first.next_cursor}`);
    expect([first.data.length, second.data.length, second.next_cursor]).toEqual([12, 8, null]);
    const names = [...first.data, ...second.data].map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });

  it("of another organisation is as unknown as none, to readers, writers and rules", async () => {
    const [owner, stranger] = [await analyst(), await analyst()];
    await aggregated(owner);
    const path = "/api/antifraud/aggregates/card_count_1h";
    const answers = await Promise.all([
      api(stranger).get(path),
      api(stranger).get(`${path}/versions`),
      api(stranger).delete(path),
      putAggregate(stranger, "card_count_1h", {}),
      postBackfill(stranger, "card_count_1h"),
    ]);
    for (const answer of answers)
      expect(await problemOf(answer)).toMatchObject({ status: 404, code: "antifraud.aggregate_not_found" });
    const rule = ruleDraft({ conditions: { "agg.card_count_1h": { operator: "greater_than", value: 5 } } });
    expect(await pathsOf(await postRule(stranger, rule))).toEqual(["conditions.agg.card_count_1h"]);
    expect((await postRule(owner, rule)).status).toBe(201);
  });

  it("is changed by who may write rules, read by who may read them, and every change is in the audit log", async () => {
    const caller = await given.person("org_admin");
    const reader = await given.apiKey(["read:transactions"], ["antifraud"], { owner: caller.organizationId });
    await aggregated(caller);
    await putAggregate(caller, "card_count_1h", { window: "2h" });
    await postBackfill(caller, "card_count_1h");
    await api(caller).delete("/api/antifraud/aggregates/card_count_1h");
    expect((await postAggregate(reader)).status).toBe(403);
    const { data } = await bodyOf<{ data: { action: string; target: { type: string; id: string } }[] }>(
      await api(caller).get("/api/audit/events?limit=100"),
    );
    const told = data.filter(({ target }) => target.id === "card_count_1h").map(({ action }) => action);
    expect(told.sort()).toEqual([
      "aggregate.backfilled",
      "aggregate.changed",
      "aggregate.created",
      "aggregate.deleted",
    ]);
  });
});
