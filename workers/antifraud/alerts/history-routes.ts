import { z } from "@hono/zod-openapi";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { acknowledgeAlert, readAlert, readAlerts } from "./read-alerts.ts";
import { alertQuery, alertSchema } from "./schemas.ts";

const tags = ["Alerts"];
const reads = () => requires("read:transactions", "antifraud", { in: "both" });
const namedAlert = z.object({ alert_id: z.string().max(64) });
const unknownAlert = { 404: problem("antifraud.alert_not_found") };

const listAlerts = createRoute({
  method: "get",
  path: "/antifraud/alerts",
  operationId: "listAlerts",
  tags,
  summary: "List alerts, newest first",
  description: "Those of rules, of the nightly watch over models, and of breakers.",
  ...reads(),
  request: { query: alertQuery },
  responses: { 200: json(pageOf(alertSchema), "One page") },
});

const getAlert = createRoute({
  method: "get",
  path: "/antifraud/alerts/{alert_id}",
  operationId: "readAlert",
  tags,
  summary: "Read an alert",
  ...reads(),
  request: { params: namedAlert },
  responses: { 200: json(alertSchema, "The alert"), ...unknownAlert },
});

const postAcknowledge = createRoute({
  method: "post",
  path: "/antifraud/alerts/{alert_id}/acknowledge",
  operationId: "acknowledgeAlert",
  tags,
  summary: "Say that you look after an alert",
  description: "Nobody is reminded of it any more; who said so first stays.",
  ...requires("manage:alerts", "antifraud", { in: "both" }),
  request: { params: namedAlert },
  responses: { 200: json(alertSchema, "The alert"), ...unknownAlert },
});

export const historyRoutes = createRouter()
  .openapi(listAlerts, async (c) =>
    c.json(await readAlerts(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getAlert, async (c) =>
    c.json(await readAlert(c.var.platform, c.var.caller.organizationId, c.req.valid("param").alert_id), 200),
  )
  .openapi(postAcknowledge, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await acknowledgeAlert(platform, caller, c.req.valid("param").alert_id, requestId), 200);
  });
