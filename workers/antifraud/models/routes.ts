import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { readUpload } from "#platform/upload";
import { readHealth } from "../watch/read-health.ts";
import { healthSchema } from "../watch/schemas.ts";
import { changeModel } from "./change-model.ts";
import { compareModels } from "./compare-models.ts";
import { readModels, toView } from "./read-models.ts";
import { canarySchema, comparisonSchema, manifestSchema, modelListSchema, modelSchema } from "./schemas.ts";
import { MOST_UPLOAD_BYTES, uploadModel } from "./upload-model.ts";

const postModel = createRoute({
  method: "post",
  path: "/antifraud/models",
  operationId: "uploadModel",
  tags: ["Models"],
  summary: "Upload a risk model",
  description:
    "An ONNX file of at most 5 MB and its manifest. Everything is checked before anything is stored; an uploaded model decides nothing until it is told to.",
  ...requires("write:models", "antifraud", { repeatsBy: "version" }),
  request: {
    body: {
      required: true,
      content: {
        // Plain JSON Schema, so that the form is read once, within its limit.
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["manifest", "model"],
            properties: {
              manifest: {
                type: "string",
                contentMediaType: "application/json",
                description: "JSON of a ModelManifest",
              },
              model: { type: "string", contentMediaType: "application/octet-stream" },
            },
          },
        },
      },
    },
  },
  responses: {
    200: json(modelSchema, "The model, which was uploaded before"),
    201: json(modelSchema, "The model"),
    400: problem("request.malformed_form"),
    409: problem("antifraud.model_version_taken"),
    413: problem("request.body_too_large"),
    415: problem("request.not_a_form"),
    422: problem("antifraud.model_refused or request.card_number_refused"),
    503: problem("antifraud.models_unavailable"),
  },
});

const getModels = createRoute({
  method: "get",
  path: "/antifraud/models",
  operationId: "listModels",
  tags: ["Models"],
  summary: "List the risk models, newest first",
  ...requires("read:models", "antifraud"),
  responses: { 200: json(modelListSchema, "Every model, and which one decides") },
});

const modelId = z.object({ id: z.string().max(64) });

const getReport = createRoute({
  method: "get",
  path: "/antifraud/models/{id}/report",
  operationId: "compareModels",
  tags: ["Models"],
  summary: "Compare a model with the champion on the same payments",
  ...requires("read:models", "antifraud"),
  request: { params: modelId },
  responses: { 200: json(comparisonSchema, "The comparison so far"), 404: problem("antifraud.model_not_found") },
});

const getHealth = createRoute({
  method: "get",
  path: "/antifraud/models/{id}/health",
  operationId: "readModelHealth",
  tags: ["Models"],
  summary: "Read how a model does",
  description:
    "Drift of its inputs and scores, how payments turned out, how late labels come, and alerts; looked at every night. `bundled` names the model that comes with the service.",
  ...requires("read:models", "antifraud"),
  request: { params: modelId },
  responses: { 200: json(healthSchema, "Its health"), 404: problem("antifraud.model_not_found") },
});

const changed = {
  200: json(modelSchema, "The model in its new part; it takes effect with the next payment"),
  404: problem("antifraud.model_not_found"),
  409: problem("antifraud.model_conflict"),
  503: problem("antifraud.models_unavailable"),
};

const shadowModel = createRoute({
  method: "post",
  path: "/antifraud/models/{id}/shadow",
  operationId: "shadowModel",
  tags: ["Models"],
  summary: "Let a model score every payment beside the champion, deciding nothing",
  ...requires("write:models", "antifraud"),
  request: { params: modelId },
  responses: changed,
});

const canaryModel = createRoute({
  method: "post",
  path: "/antifraud/models/{id}/canary",
  operationId: "canaryModel",
  tags: ["Models"],
  summary: "Let a model decide for a share of the payers",
  ...requires("write:models", "antifraud"),
  request: { params: modelId, ...body(canarySchema) },
  responses: changed,
});

const promoteModel = createRoute({
  method: "post",
  path: "/antifraud/models/{id}/promote",
  operationId: "promoteModel",
  tags: ["Models"],
  summary: "Let a model decide for every payer",
  description: "Only a model that was in shadow or on canary; the champion before it is retired.",
  ...requires("write:models", "antifraud"),
  request: { params: modelId },
  responses: changed,
});

const rollbackModel = createRoute({
  method: "post",
  path: "/antifraud/models/{id}/rollback",
  operationId: "rollbackModel",
  tags: ["Models"],
  summary: "Take a model's part away",
  description: "The champion before it decides again, or the model that comes with the service.",
  ...requires("write:models", "antifraud"),
  request: { params: modelId },
  responses: changed,
});

export const modelRoutes = createRouter()
  .openapi(postModel, async (c) => {
    const { platform, caller, requestId } = c.var;
    const upload = await readUpload(c, { maxBytes: MOST_UPLOAD_BYTES, files: ["model"] });
    const { row, isNew } = await uploadModel(platform, caller, upload, requestId);
    return c.json(toView(row), isNew ? 201 : 200);
  })
  .openapi(getModels, async (c) => c.json(await readModels(c.var.platform, c.var.caller.organizationId), 200))
  .openapi(getReport, async (c) =>
    c.json(await compareModels(c.var.platform, c.var.caller.organizationId, c.req.valid("param").id), 200),
  )
  .openapi(getHealth, async (c) =>
    c.json(await readHealth(c.var.platform, c.var.caller.organizationId, c.req.valid("param").id), 200),
  )
  .openapi(shadowModel, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(
      toView(await changeModel(c.var.platform, c.var.caller, { action: "shadow", id }, c.var.requestId)),
      200,
    );
  })
  .openapi(canaryModel, async (c) => {
    const change = { action: "canary" as const, ...c.req.valid("param"), ...c.req.valid("json") };
    return c.json(toView(await changeModel(c.var.platform, c.var.caller, change, c.var.requestId)), 200);
  })
  .openapi(promoteModel, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(
      toView(await changeModel(c.var.platform, c.var.caller, { action: "promote", id }, c.var.requestId)),
      200,
    );
  })
  .openapi(rollbackModel, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(
      toView(await changeModel(c.var.platform, c.var.caller, { action: "rollback", id }, c.var.requestId)),
      200,
    );
  });

// No route takes it as its body, so it has to be told of.
modelRoutes.openAPIRegistry.register("ModelManifest", manifestSchema);
