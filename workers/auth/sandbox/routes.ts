import { readRecorded } from "#notifications";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { auditRead } from "../audit/audit-read.ts";
import { clockExample, messageExample } from "../examples.ts";
import { recordedMessageSchema, testClockChangeSchema, testClockSchema } from "./schemas.ts";
import { resetClock, showClock, stopClock } from "./test-clock.ts";

const tags = ["Sandbox"];
const READ = "read:sandbox";
const WRITE = "write:sandbox";
const inTest = { in: "test" } as const;

const getClock = createRoute({
  method: "get",
  path: "/sandbox/clock",
  operationId: "readTestClock",
  tags,
  summary: "Read the sandbox's clock",
  ...requires(READ, undefined, inTest),
  responses: { 200: json(testClockSchema, "What it shows", clockExample) },
});

const putClock = createRoute({
  method: "put",
  path: "/sandbox/clock",
  operationId: "stopTestClock",
  tags,
  summary: "Stop the sandbox's clock at a time, or move it on",
  description:
    "Payments, reports and verdicts are then taken at that time, from the next request on; it stands until it is moved or reset. Tokens, keys, quotas, tickets, the audit log, and the retries, timestamps and signatures of webhooks go by the real time.",
  ...requires(WRITE, undefined, inTest),
  request: body(testClockChangeSchema, { frozen_at: "2025-12-01T09:00:00Z" }),
  responses: {
    200: json(testClockSchema, "What it shows", clockExample),
    409: problem("sandbox.clock_backwards"),
    422: problem("request.invalid"),
  },
});

const deleteClock = createRoute({
  method: "delete",
  path: "/sandbox/clock",
  operationId: "resetTestClock",
  tags,
  summary: "Let the sandbox's clock run with the real time again",
  ...requires(WRITE, undefined, inTest),
  responses: { 200: json(testClockSchema, "What it shows", clockExample) },
});

const getMessages = createRoute({
  method: "get",
  path: "/sandbox/messages",
  operationId: "listRecordedMessages",
  tags,
  summary: "List the mails and SMS of the sandbox, which are never sent",
  description: "Kept for 30 days.",
  ...requires(READ, undefined, inTest),
  request: { query: pageQuery },
  responses: {
    200: json(pageOf(recordedMessageSchema), "The messages, newest first", {
      data: [messageExample],
      next_cursor: null,
    }),
    503: problem("auth.audit_unavailable"),
  },
});

export const sandboxRoutes = createRouter()
  .openapi(getClock, (c) => c.json(showClock(c.var.platform), 200))
  .openapi(putClock, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await stopClock(platform, caller, Date.parse(c.req.valid("json").frozen_at), requestId), 200);
  })
  .openapi(deleteClock, async (c) => c.json(await resetClock(c.var.platform, c.var.caller, c.var.requestId), 200))
  .openapi(getMessages, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { organizationId } = caller;
    const { limit, cursor } = c.req.valid("query");
    const messages = await readRecorded(platform, organizationId, limit, cursor);
    await auditRead(platform, caller, { action: "sandbox.messages_read", target: organizationId }, requestId);
    return c.json(messages, 200);
  });
