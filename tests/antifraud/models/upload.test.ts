import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { modules } from "../../../workers/modules.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { listed } from "../../support/lists.ts";
import {
  type ManifestDraft,
  type Model,
  manifest,
  sendForm,
  shippedModel,
  stumpRows,
  upload,
  uploaded,
} from "../../support/models.ts";
import { delimited, type Graph, stump, writeGraph, writeModel } from "../../support/onnx.ts";
import { underReview } from "../../support/reviews.ts";

type Refusal = { status: number; code: string; errors: { path: string; message: string }[] };

const engineer = () => given.person("antifraud_manager");

async function refusal(model: Uint8Array<ArrayBuffer>, said: Partial<ManifestDraft> = {}): Promise<Refusal> {
  const answer = await upload(await engineer(), model, { golden: stumpRows(), ...said });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return bodyOf<Refusal>(answer);
}
const modelsOf = async (caller: { token: string }) =>
  bodyOf<{ deciding: string; data: Model[] }>(await api(caller).get("/api/antifraud/models"));

describe("a model that is well", () => {
  it("is kept with its bytes, listed as a candidate, audited, and decides nothing", async () => {
    const caller = await engineer();
    const model = await uploaded(caller);
    expect(model).toMatchObject({ status: "candidate", canary_share: null });
    const list = await modelsOf(caller);
    expect(list.data).toEqual([{ ...model, health: null }]);
    expect(list.deciding).not.toBe(model.version);
    const stored = await env.MODELS.get(`${caller.organizationId}/${model.id}.onnx`);
    expect(new Uint8Array(await stored!.arrayBuffer())).toEqual(shippedModel());
    const { results } = await env.DB.prepare(
      "SELECT action, actor FROM audit_events WHERE organization_id = ? AND target = ?",
    )
      .bind(caller.organizationId, model.id)
      .all();
    expect(results).toEqual([{ action: "model.uploaded", actor: caller.userId }]);
  });

  it("is taken once under its version, however often and together it is sent", async () => {
    const caller = await engineer();
    const said = { version: "v7" };
    const answers = await Promise.all([1, 2, 3].map(() => upload(caller, undefined, said)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const ids = await Promise.all(answers.map(async (answer) => (await bodyOf<Model>(answer)).id));
    expect(new Set(ids).size).toBe(1);
    expect((await env.MODELS.list({ prefix: caller.organizationId })).objects).toHaveLength(1);
    const other = await upload(caller, writeModel({ nodes: [stump()] }), { ...said, golden: stumpRows() });
    expect(other.status).toBe(409);
    expect(await bodyOf(other)).toMatchObject({ code: "antifraud.model_version_taken" });
    expect((await upload(await engineer(), undefined, said)).status).toBe(201);
  });

  it("may know fewer features than the service, as long as they are the first ones", async () => {
    const golden = stumpRows().map(({ features, probability }) => ({ features: features.slice(0, 40), probability }));
    const features = manifest().features.slice(0, 40);
    const model = writeModel({ nodes: [stump()], input: { shape: ["N", 40] } });
    expect((await upload(await engineer(), model, { features, golden })).status).toBe(201);
  });
});

const sigmoid = { operator: "Sigmoid", inputs: ["margin"], outputs: ["probability"] };
const brokenTrees = (changes: object) => {
  const tree = stump();
  return { nodes: [{ ...tree, attributes: { ...tree.attributes, ...changes } }] };
};

describe("a model that is not", () => {
  it.each<[string, Graph, string, string | RegExp]>([
    [
      "an operator that branches",
      { nodes: [{ operator: "If", inputs: ["features"], outputs: ["probability"] }] },
      "model.graph.node.0",
      "Operator If is not permitted in a model",
    ],
    [
      "an operator that loops, with a graph inside",
      {
        nodes: [
          {
            operator: "Loop",
            inputs: ["features"],
            outputs: ["probability"],
            attributes: { body: { graph: writeGraph({ nodes: [] }) } },
          },
        ],
      },
      "model",
      /field 6 that is not permitted/,
    ],
    [
      "an operator of someone's own",
      { nodes: [stump({}, "margin"), { ...sigmoid, domain: "com.evil" }] },
      "model.graph.node.1",
      "Operator Sigmoid is of a domain that is not permitted",
    ],
    [
      "another width",
      { nodes: [stump()], input: { shape: ["N", 92] } },
      "model.graph.input.features",
      "Takes 92 features, the manifest names 93",
    ],
    ["another input", { nodes: [stump()], input: { name: "x" } }, "model.graph.input", /Must be "features" alone/],
    ["another output", { nodes: [stump()], outputs: { label: ["N"] } }, "model.graph.output.label", "Is not permitted"],
    [
      "a newer operator set",
      { nodes: [stump()], opset: 99 },
      "model.opset_import",
      "Operator set ai.onnx 99 is not permitted",
    ],
    [
      "weights outside the file",
      { nodes: [stump()], constants: [{ name: "c", shape: [1], values: [], external: true }] },
      "model",
      /field 13 that is not permitted/,
    ],
    [
      "a tree that reads beyond the row",
      brokenTrees({ nodes_featureids: [4000, 0, 0] }),
      "model.graph.node.0",
      "Operator TreeEnsembleRegressor reads input 4000 of 93 in tree 0, node 0",
    ],
    [
      "a tree that runs in a circle",
      brokenTrees({ nodes_truenodeids: [0, 0, 0] }),
      "model.graph.node.0",
      /circle in tree 0/,
    ],
    [
      "a tree without its leaves",
      brokenTrees({ nodes_falsenodeids: [7, 0, 0] }),
      "model.graph.node.0",
      /branches to a node 7 that is not there/,
    ],
    [
      "lists that differ in length",
      brokenTrees({ nodes_values: { floats: [1] } }),
      "model.graph.node.0",
      /has 1 nodes_values where 3 are due/,
    ],
    [
      "a tensor that grows without bound",
      {
        nodes: Array.from({ length: 40 }, (_, i) => ({
          operator: "Concat",
          inputs: [i === 0 ? "features" : `t${i}`, i === 0 ? "features" : `t${i}`],
          outputs: [`t${i + 1}`],
          attributes: { axis: 1 },
        })),
      },
      "model.graph.node.6",
      "Operator Concat makes more than 10000 values of a row",
    ],
    [
      "trees over more rows than one",
      {
        constants: [{ name: "tall", shape: [2], values: [93, 1], type: 7 }],
        nodes: [
          { operator: "Reshape", inputs: ["features", "tall"], outputs: ["rows"] },
          { ...stump(), inputs: ["rows"] },
        ],
      },
      "model.graph.output.probability",
      "Has 93 values a row, must have one",
    ],
    ["an operator set of old", { nodes: [stump()], opset: 6 }, "model.opset_import", /ai.onnx 6 is not permitted/],
    [
      "products that take long",
      {
        constants: [{ name: "m", shape: [93, 93], values: Array(93 * 93).fill(0) }],
        nodes: Array.from({ length: 20 }, (_, i) => ({
          operator: "MatMul",
          inputs: [i === 0 ? "features" : `t${i}`, "m"],
          outputs: [`t${i + 1}`],
        })),
      },
      "model.graph",
      /Takes 172980 steps a row, at most 100000 are permitted/,
    ],
  ])("is refused with its place: %s", async (_, graph, path, message) => {
    const problem = await refusal(writeModel(graph));
    expect(problem).toMatchObject({ status: 422, code: "antifraud.model_refused" });
    expect(problem.errors[0]!.path).toBe(path);
    if (typeof message === "string") expect(problem.errors[0]!.message).toBe(message);
    else expect(problem.errors[0]!.message).toMatch(message);
  });

  it.each([
    ["cut off", shippedModel().subarray(0, 700_000), /ends too early/],
    ["text", new TextEncoder().encode("no model at all, only words"), /Is no ONNX model/],
    ["empty", new Uint8Array(), /has no graph/],
    [
      "with a second graph",
      Uint8Array.from([...writeModel({ nodes: [stump()] }), ...delimited(7, [])]),
      /field 7 twice/,
    ],
    ["in the runtime's own format", Uint8Array.from([8, 8, 18, 4, 79, 82, 84, 77]), /ORT format/],
  ])("is refused %s", async (_, model, message) => {
    const { code, errors } = await refusal(model as Uint8Array<ArrayBuffer>);
    expect(code).toBe("antifraud.model_refused");
    expect(errors[0]!.message).toMatch(message);
  });

  it("is refused where its answers are no probabilities", async () => {
    const log = { operator: "Log", inputs: ["margin"], outputs: ["probability"] };
    const nan = await refusal(writeModel({ nodes: [stump({ low: -1, high: -2 }, "margin"), log] }));
    expect(nan.errors[0]).toEqual({
      path: "manifest.golden.0.probability",
      message: "Answers NaN, which is no probability",
    });
    const high = await refusal(writeModel({ nodes: [stump({ high: 1.7 })] }));
    expect(high.errors[0]!.message).toMatch(/Answers 1.7\d*, which is no probability/);
  });

  it("is refused where it answers nothing for a payment that says nothing", async () => {
    // Answers what the first feature is, which every golden row has.
    const graph: Graph = {
      constants: [
        { name: "pick", shape: [93, 1], values: [0.0001, ...Array(92).fill(0)] },
        { name: "low", shape: [], values: [0] },
        { name: "high", shape: [], values: [1] },
      ],
      nodes: [
        { operator: "MatMul", inputs: ["features", "pick"], outputs: ["share"] },
        { operator: "Clip", inputs: ["share", "low", "high"], outputs: ["probability"] },
      ],
    };
    const golden = Array.from({ length: 12 }, (_, i) => ({
      features: [100 * i, ...Array(92).fill(1)],
      probability: Math.min(1, 0.01 * i),
    }));
    const { errors } = await refusal(writeModel(graph), { golden });
    expect(errors.map(({ message }) => message)).toEqual([
      "Answers NaN where every feature is missing, which is no probability",
    ]);
  });

  it("is refused where it always answers the same", async () => {
    const { errors } = await refusal(writeModel({ nodes: [stump({ low: 0, high: 0 })] }), {
      golden: stumpRows({ low: 0, high: 0 }),
    });
    expect(errors).toEqual([{ path: "model", message: "Answers 0 to every golden row" }]);
  });

  it("is refused where it takes long", async () => {
    const caller = await engineer();
    const [real, golden] = [Date.now, [...stumpRows(), ...stumpRows()]];
    let asked = 0;
    const slow = vi.spyOn(Date, "now").mockImplementation(() => real() + 500 * asked++);
    const answer = await upload(caller, writeModel({ nodes: [stump()] }), { golden });
    slow.mockRestore();
    const [error] = (await bodyOf<Refusal>(answer)).errors;
    expect(error?.message).toMatch(/^Takes 1\d\.\d ms a row, at most 3 are permitted$/);
  });

  it("is refused where it differs from its golden rows, naming them", async () => {
    const golden = stumpRows();
    golden[3] = { ...golden[3]!, probability: 0.5 };
    const { errors } = await refusal(writeModel({ nodes: [stump()] }), { golden });
    expect(errors).toHaveLength(1);
    expect(errors[0]!.path).toBe("manifest.golden.3.probability");
    expect(errors[0]!.message).toMatch(/must be 0.500000/);
  });
});

describe("a manifest", () => {
  it.each<[string, Partial<ManifestDraft> | object, string]>([
    ["features in another order", { features: manifest().features.toReversed() }, "manifest.features.0"],
    ["a feature that is not there", { features: [...manifest().features, "star_sign"] }, "manifest.features"],
    [
      "a scale that falls",
      {
        score_scale: [
          [0, 0],
          [0.5, 800],
          [0.6, 700],
          [1, 1000],
        ],
      },
      "manifest.score_scale.2",
    ],
    [
      "a scale without its end",
      {
        score_scale: [
          [0, 0],
          [0.5, 800],
        ],
      },
      "manifest.score_scale.1",
    ],
    ["no golden rows", { golden: [] }, "manifest.golden"],
    [
      "rows of another width",
      { golden: stumpRows().map((row) => ({ ...row, features: [1] })) },
      "manifest.golden.0.features",
    ],
    ["the version of the shipped model", { version: "v1.1.0-ensemble" }, "manifest.version"],
    ["an unknown field", { author: "me" }, "manifest"],
  ])("is refused with %s", async (_, said, path) => {
    const { code, errors } = await refusal(shippedModel(), said);
    expect(code).toBe("antifraud.model_refused");
    expect(errors[0]!.path).toBe(path);
  });

  it("may hold no card number, and is read by nobody before that is sure", async () => {
    const answer = await upload(await engineer(), undefined, { version: "4242424242424242" });
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ status: 422, code: "request.card_number_refused" });
    expect(text).not.toContain("4242424242424242");
  });
});

describe("a form", () => {
  it("lacks no part and has no other", async () => {
    const caller = await engineer();
    const errors = async (parts: Record<string, string | Uint8Array<ArrayBuffer>>) =>
      (await bodyOf<Refusal>(await sendForm(caller, parts))).errors.map(({ path }) => path);
    expect(await errors({ model: shippedModel() })).toEqual(["manifest"]);
    expect(await errors({ manifest: "{}" })).toEqual(["model"]);
    expect(await errors({ manifest: "{}", model: "", other: "x" })).toEqual(["other"]);
    expect(await errors({ manifest: "no json", model: "x" })).toEqual(["manifest"]);
  });

  it("is a form", async () => {
    const caller = await engineer();
    expect((await api(caller).post("/api/antifraud/models", manifest())).status).toBe(415);
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const broken = await api(caller, { headers }).post("/api/antifraud/models", "no form");
    expect(broken.status).toBe(400);
    expect(await bodyOf(broken)).toMatchObject({ code: "request.malformed_form" });
  });

  it("of a hundred megabytes is refused without reading it, whether or not it says so", async () => {
    const { default: worker } = await import("../../../workers/index.ts");
    const context = createExecutionContext();
    const { token } = await engineer();
    const chunk = new Uint8Array(100_000);
    for (const announced of [true, false]) {
      let sent = 0;
      const body = new ReadableStream({
        pull: (controller) => (sent++ < 1000 ? controller.enqueue(chunk) : controller.close()),
      });
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "multipart/form-data; boundary=x",
        ...(announced && { "content-length": "100000000" }),
      };
      const request = new Request("https://api.test/api/antifraud/models", { method: "POST", body, headers });
      const answer = await worker.fetch(request, env, context);
      expect(answer.status).toBe(413);
      expect(await bodyOf(answer)).toMatchObject({ code: "request.body_too_large" });
      expect(sent).toBeLessThan(announced ? 3 : 75);
    }
  });

  it("is taken from nobody who may not upload, and its larger limit holds for no other route", async () => {
    expect((await sendForm(undefined, { model: "x" })).status).toBe(401);
    expect((await upload(await given.person("viewer"))).status).toBe(403);
    const caller = await engineer();
    const large = await api(caller).post("/api/antifraud/labels", { labels: "x".repeat(70_000) });
    expect(large.status).toBe(413);
    for (const path of ["/api/antifraud/models/", "/api/antifraud/models/x"])
      expect((await api(caller).post(path, { x: "x".repeat(70_000) })).status, path).toBe(413);
  });
});

it("is not kept while the store does not answer, and is taken when sent again", async () => {
  const caller = await engineer();
  const down = vi.spyOn(env.MODELS, "put").mockRejectedValueOnce(new Error("R2 is down"));
  const said = { version: "v8" };
  const answer = await upload(caller, undefined, said);
  down.mockRestore();
  expect(answer.status).toBe(503);
  expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.models_unavailable" });
  expect((await modelsOf(caller)).data).toEqual([]);
  expect((await upload(caller, undefined, said)).status).toBe(201);
});

it("every path that takes more than 64 kB of JSON takes forms alone, by the reader that limits them", async () => {
  const caller = await given.person("super_admin");
  const paths = modules.flatMap((module) => module.uploads ?? []);
  expect(paths.length).toBeGreaterThan(0);
  const { transactionId } = await underReview(caller.organizationId);
  const { list_id } = await listed(caller);
  for (const path of paths) {
    const answer = await api(caller).post(path.replace("{txn_id}", transactionId).replace("{list_id}", list_id), {
      x: "x".repeat(70_000),
    });
    expect(await bodyOf(answer), path).toMatchObject({ status: 415, code: "request.not_a_form" });
  }
});

it("models of another organisation are not shown", async () => {
  await uploaded(await engineer());
  expect((await modelsOf(await engineer())).data).toEqual([]);
});
