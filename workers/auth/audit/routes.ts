import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageQuery } from "#platform/page";
import { exportEvents } from "./export-events.ts";
import { readCheckpoints } from "./read-checkpoints.ts";
import { readEvents } from "./read-events.ts";
import {
  auditPageSchema,
  auditQuery,
  checkpointPageSchema,
  exportedEventSchema,
  exportQuery,
  verificationSchema,
} from "./schemas.ts";
import { verifyLog } from "./verify-log.ts";

const tags = ["Audit"];
/** The sandbox has a log of its own. */
const inBoth = { in: "both" } as const;

const getEvents = createRoute({
  method: "get",
  path: "/audit/events",
  operationId: "listAuditEvents",
  tags,
  summary: "List who did what, newest first",
  description: "`from` is inclusive, `to` is not. Reading the log is itself an event of it.",
  ...requires("read:audit", undefined, inBoth),
  request: { query: auditQuery },
  responses: { 200: json(auditPageSchema, "One page"), 503: problem("auth.audit_unavailable") },
});

const getExport = createRoute({
  method: "get",
  path: "/audit/export",
  operationId: "exportAuditEvents",
  tags,
  summary: "Export the log as JSON Lines, in the order of its chain",
  description:
    "Whole, or with `from` and `to` every event between the first and the last of that time. `npm run audit:verify -- FILE` checks the file without us.",
  ...requires("read:audit", undefined, inBoth),
  request: { query: exportQuery },
  responses: {
    200: {
      description: "An event a line",
      content: { "application/x-ndjson": { schema: exportedEventSchema } },
    },
    503: problem("auth.audit_unavailable"),
  },
});

const getVerification = createRoute({
  method: "get",
  path: "/audit/verify",
  operationId: "verifyAuditLog",
  tags,
  summary: "Check that nothing in the log was changed, moved, added or removed",
  ...requires("read:audit", undefined, inBoth),
  responses: { 200: json(verificationSchema, "What was found"), 503: problem("auth.audit_unavailable") },
});

const getCheckpoints = createRoute({
  method: "get",
  path: "/audit/checkpoints",
  operationId: "listAuditCheckpoints",
  tags,
  summary: "List signed checkpoints of the log, newest first, and the keys that verify them",
  description: "Keep them, and the key, outside of this platform: an export that fits them was not rewritten since.",
  ...requires("read:audit", undefined, inBoth),
  request: { query: pageQuery },
  responses: { 200: json(checkpointPageSchema, "One page") },
});

export const auditRoutes = createRouter()
  .openapi(getEvents, async (c) =>
    c.json(await readEvents(c.var.platform, c.var.caller, c.req.valid("query"), c.var.requestId), 200),
  )
  .openapi(getExport, async (c) => {
    const { platform, caller, requestId } = c.var;
    const lines = await exportEvents(platform, caller, c.req.valid("query"), requestId);
    const headers = {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="audit-${caller.organizationId}.jsonl"`,
    };
    // SAFETY: the lines are what exportedEventSchema describes; a stream has no type of its own here.
    return c.body(lines, 200, headers) as never;
  })
  .openapi(getVerification, async (c) => c.json(await verifyLog(c.var.platform, c.var.caller.organizationId), 200))
  .openapi(getCheckpoints, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return c.json(await readCheckpoints(c.var.platform, c.var.caller.organizationId, limit, cursor), 200);
  });
