import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { announceModels } from "../../../workers/antifraud/models/announce-models.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { type Model, stumpModel, stumpRows, uploaded } from "../../support/models.ts";
import { crashActivities, evictEverything } from "../../support/objects.ts";
import { delimited } from "../../support/onnx.ts";
import { payment, strangersPayment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Answer = { decision: string; ml_model_version: string; degraded?: string[]; risk_score: number };

const BUNDLED = "v1.1.0-ensemble";
const engineer = () => given.person("antifraud_manager");

const change = (caller: Person, model: Model, action: string, body?: object) =>
  api(caller).send("POST", `/api/antifraud/models/${model.id}/${action}`, body);
async function changed(caller: Person, model: Model, action: string, body?: object): Promise<Model> {
  const answer = await change(caller, model, action, body);
  if (answer.status !== 200) throw new Error(await answer.text());
  return bodyOf<Model>(answer);
}
/** A model that decides alone, after it was seen in shadow. */
async function promoted(caller: Person, said?: Parameters<typeof stumpModel>[0]): Promise<Model> {
  const model = await uploaded(caller, stumpModel(said), { golden: stumpRows(said) });
  await changed(caller, model, "shadow");
  return changed(caller, model, "promote");
}
const pay = async (caller: Person, transaction: Transaction = payment()) =>
  bodyOf<Answer>(await api(caller).submit(transaction));
const statusesOf = async (caller: Person) => {
  const { deciding, data } = await bodyOf<{ deciding: string; data: Model[] }>(
    await api(caller).get("/api/antifraud/models"),
  );
  return { deciding, ...Object.fromEntries(data.map(({ version, status }) => [version, status])) };
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a promoted model", () => {
  it("decides on the next payment, without a deployment, and still does after crash and eviction", async () => {
    const caller = await engineer();
    expect((await pay(caller)).ml_model_version).toBe(BUNDLED);
    const model = await promoted(caller, { low: 0.6, high: 0.9 });
    expect(model.status).toBe("champion");
    const answer = await pay(caller);
    expect(answer).toMatchObject({ ml_model_version: model.version });
    expect(answer).not.toHaveProperty("degraded");
    for (const interrupt of [evictEverything, crashActivities]) {
      await interrupt();
      expect((await pay(caller)).ml_model_version).toBe(model.version);
    }
  });

  it("scores by its own scale, and the evidence names it", async () => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel({ low: 0.25 }), {
      golden: stumpRows({ low: 0.25 }),
      score_scale: [
        [0, 0],
        [0.5, 600],
        [1, 1000],
      ],
    });
    await changed(caller, model, "shadow");
    await changed(caller, model, "promote");
    const transaction = strangersPayment();
    expect(await pay(caller, transaction)).toMatchObject({ risk_score: 300, ml_model_version: model.version });
    const detail = await bodyOf<{ evidence: { model: object } }>(
      await api(caller).get(`/api/antifraud/transactions/${transaction.transaction_id}`),
    );
    expect(detail.evidence.model).toMatchObject({ version: model.version, probability: 0.25, score: 300 });
  });

  it("decides for every shard, and for no other organisation", async () => {
    const [caller, other] = [await engineer(), await engineer()];
    given.shards(caller.organizationId, 4);
    const model = await promoted(caller);
    const answers = await Promise.all(Array.from({ length: 12 }, () => pay(caller, strangersPayment())));
    expect(new Set(answers.map((answer) => answer.ml_model_version))).toEqual(new Set([model.version]));
    expect((await pay(other)).ml_model_version).toBe(BUNDLED);
    for (const action of ["shadow", "promote", "rollback"])
      expect((await change(other, model, action)).status).toBe(404);
    expect((await change(other, model, "canary", { share: 0.1 })).status).toBe(404);
  });

  it("gives way to the one before it when it is rolled back, and that one to the shipped model", async () => {
    const caller = await engineer();
    const [first, second] = [await promoted(caller), await promoted(caller)];
    expect(await statusesOf(caller)).toEqual({
      deciding: second.version,
      [first.version]: "retired",
      [second.version]: "champion",
    });
    expect((await changed(caller, second, "rollback")).status).toBe("retired");
    expect((await pay(caller)).ml_model_version).toBe(first.version);
    await changed(caller, first, "rollback");
    expect((await pay(caller)).ml_model_version).toBe(BUNDLED);
    expect(await statusesOf(caller)).toEqual({
      deciding: BUNDLED,
      [first.version]: "retired",
      [second.version]: "retired",
    });
  });

  it("is on record, from and to, by whom", async () => {
    const caller = await engineer();
    const model = await promoted(caller);
    await changed(caller, model, "rollback");
    const { results } = await env.DB.prepare(
      "SELECT action, actor, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, rowid",
    )
      .bind(caller.organizationId, model.id)
      .all<{ action: string; actor: string; changes: string | null }>();
    expect(results.map(({ action, actor, changes }) => [action, actor, changes && JSON.parse(changes)])).toEqual([
      ["model.uploaded", caller.userId, null],
      ["model.shadowed", caller.userId, { status: ["candidate", "shadow"] }],
      ["model.promoted", caller.userId, { status: ["shadow", "champion"], deciding: [BUNDLED, model.version] }],
      ["model.rolled_back", caller.userId, { status: ["champion", "retired"], deciding: [model.version, BUNDLED] }],
    ]);
  });
});

describe("a change", () => {
  it("is refused from a state in which it makes no sense", async () => {
    const caller = await engineer();
    const model = await uploaded(caller);
    const refused = async (action: string, body?: object) => {
      const answer = await change(caller, model, action, body);
      expect(answer.status, action).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.model_conflict" });
    };
    await refused("promote");
    await refused("rollback");
    await changed(caller, model, "shadow");
    await changed(caller, model, "promote");
    await refused("shadow");
    await refused("canary", { share: 0.1 });
    expect((await change(caller, { ...model, id: "mdl_nobody" }, "promote")).status).toBe(404);
    for (const share of [0, 1, -0.1, "half"])
      expect((await change(caller, model, "canary", { share })).status).toBe(422);
    expect((await change(await given.person("viewer"), model, "rollback")).status).toBe(403);
  });

  it("sent again is answered again, and is one change", async () => {
    const caller = await engineer();
    const model = await uploaded(caller);
    for (let i = 0; i < 3; i++) expect((await changed(caller, model, "shadow")).status).toBe("shadow");
    const { results } = await env.DB.prepare(
      "SELECT revision FROM antifraud_model_assignments WHERE organization_id = ?",
    )
      .bind(caller.organizationId)
      .all();
    expect(results).toEqual([{ revision: 1 }]);
  });

  it("that comes together with another ends in one champion; who lost is told so", async () => {
    const caller = await engineer();
    const models: Model[] = [];
    for (let i = 0; i < 2; i++) {
      const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
      models.push(await changed(caller, model, "shadow"));
    }
    const answers = await Promise.all(models.map((model) => change(caller, model, "promote")));
    const codes = answers.map(({ status }) => status).sort();
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(codes);
    const { deciding, ...statuses } = await statusesOf(caller);
    expect(Object.values(statuses).filter((status) => status === "champion")).toHaveLength(1);
    expect((await pay(caller)).ml_model_version).toBe(deciding);
  });

  it("never gives way to an older word that arrives late", async () => {
    const caller = await engineer();
    const model = await promoted(caller);
    const activity = env.ENTITY_ACTIVITY.getByName(`${caller.organizationId}:0`);
    await activity.assignModels({ revision: 1, champion: null, canary: null });
    expect((await pay(caller)).ml_model_version).toBe(model.version);
  });

  it("reaches a shard that could not be told as soon as it can be", async () => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
    await changed(caller, model, "shadow");
    await pay(caller);
    const down = { assignModels: () => Promise.reject(new Error("object unreachable")) };
    // SAFETY: the only call that is made of it.
    const unreachable = vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockReturnValue(down as never);
    const held = heldEvents("antifraud.models_assigned");
    await changed(caller, model, "promote");
    unreachable.mockRestore();
    expect((await pay(caller)).ml_model_version).toBe(BUNDLED);
    const event = { type: "antifraud.models_assigned" as const, organizationId: caller.organizationId };
    expect(held()).toEqual([event]);
    await announceModels(createPlatform(env), [event, event]);
    expect((await pay(caller)).ml_model_version).toBe(model.version);
  });

  it("is refused while the store of models does not answer, and the live model is untouched", async () => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
    vi.spyOn(env.MODELS, "head").mockRejectedValue(new Error("R2 is down"));
    const answer = await change(caller, model, "shadow");
    expect(answer.status).toBe(503);
    expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.models_unavailable" });
    expect((await pay(caller)).ml_model_version).toBe(BUNDLED);
  });
});

describe("while the bytes of the champion cannot be had", () => {
  it.each<[string, () => unknown]>([
    ["the store is down", () => Promise.reject(new Error("R2 is down"))],
    ["the store lost them", () => Promise.resolve(null)],
    ["they are others", () => Promise.resolve(new Response(new Uint8Array(100)))],
    ["the store hangs", () => new Promise(() => {})],
  ])("the shipped model decides and the answer says so: %s", async (_, get) => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
    await changed(caller, model, "shadow");
    const refused = vi.spyOn(env.MODELS, "get").mockImplementation(get as never);
    await changed(caller, model, "promote");
    const transaction = payment();
    const startedAt = Date.now();
    expect(await pay(caller, transaction)).toMatchObject({ ml_model_version: BUNDLED, degraded: ["champion_model"] });
    for (let i = 0; i < 10; i++) await pay(caller, payment());
    expect(Date.now() - startedAt).toBeLessThan(2600);
    const { evidence } = await bodyOf<{ evidence: { model: object; degraded: string[] } }>(
      await api(caller).get(`/api/antifraud/transactions/${transaction.transaction_id}`),
    );
    expect(evidence).toMatchObject({ model: { version: BUNDLED }, degraded: ["champion_model"] });
    refused.mockRestore();
    await vi.waitFor(async () => expect((await pay(caller)).ml_model_version).toBe(model.version), {
      timeout: 15_000,
      interval: 200,
    });
  });
});

it("models of more organisations than an isolate has room for take turns, and each decides for its own", async () => {
  const owners = await Promise.all([1, 2, 3, 4].map(engineer));
  const champions: Model[] = [];
  for (const owner of owners) {
    // Four megabytes of remarks, which the runtime keeps with the model.
    const large = Uint8Array.from([...stumpModel(), ...delimited(6, " ".repeat(4_000_000))]);
    const model = await uploaded(owner, large, { golden: stumpRows() });
    await changed(owner, model, "shadow");
    champions.push(await changed(owner, model, "promote"));
  }
  for (let round = 0; round < 3; round++)
    for (const [i, owner] of owners.entries()) {
      const { ml_model_version, degraded } = await pay(owner);
      expect([ml_model_version, degraded]).toEqual([champions[i]!.version, undefined]);
    }
});

describe("a canary", () => {
  it("decides for its share of the payers, always the same ones, and the champion for the rest", async () => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
    expect(await changed(caller, model, "canary", { share: 0.3 })).toMatchObject({
      status: "canary",
      canary_share: 0.3,
    });
    const payers = Array.from({ length: 120 }, () => strangersPayment());
    const versions = await Promise.all(payers.map(async (payer) => (await pay(caller, payer)).ml_model_version));
    const share = versions.filter((version) => version === model.version).length / payers.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.45);
    expect(new Set(versions)).toEqual(new Set([BUNDLED, model.version]));
    await evictEverything();
    const again = await Promise.all(
      payers.map(
        async (payer) => (await pay(caller, { ...payer, transaction_id: crypto.randomUUID() })).ml_model_version,
      ),
    );
    expect(again).toEqual(versions);
    await changed(caller, model, "canary", { share: 0.6 });
    const more = await Promise.all(
      payers.map(
        async (payer) => (await pay(caller, { ...payer, transaction_id: crypto.randomUUID() })).ml_model_version,
      ),
    );
    expect(more.filter((version, i) => version !== model.version && versions[i] === model.version)).toEqual([]);
    await changed(caller, model, "rollback");
    expect((await pay(caller, { ...payers[0]!, transaction_id: crypto.randomUUID() })).ml_model_version).toBe(BUNDLED);
  });

  it("is one at a time, and gives way to the champion where it cannot be had", async () => {
    const caller = await engineer();
    const [one, other] = [await uploaded(caller, stumpModel(), { golden: stumpRows() }), await uploaded(caller)];
    const refused = vi.spyOn(env.MODELS, "get").mockRejectedValue(new Error("R2 is down"));
    await changed(caller, one, "canary", { share: 0.99 });
    expect((await change(caller, other, "canary", { share: 0.1 })).status).toBe(409);
    const answer = await pay(caller, strangersPayment());
    expect(answer.ml_model_version).toBe(BUNDLED);
    expect(answer).not.toHaveProperty("degraded");
    refused.mockRestore();
  });
});
