import { guardStrangers } from "#platform/gateway";
import { createRoute, createRouter, json, open, problem } from "#platform/http";
import { readReadiness } from "./read-readiness.ts";
import { readinessSchema } from "./schemas.ts";

const getReadiness = createRoute({
  method: "get",
  path: "/readyz",
  operationId: "readReadiness",
  tags: ["Administration"],
  summary: "Ask which parts of the platform work now",
  description:
    "As of a few seconds ago at most. For monitors and the status page; it says which part fails, never why.",
  ...open,
  middleware: [guardStrangers],
  responses: {
    200: json(readinessSchema, "Everything works"),
    429: problem("request.too_many"),
    503: json(readinessSchema, "Something fails"),
  },
});

/** Answered at the root, where monitors look. */
export const readinessRoutes = createRouter().openapi(getReadiness, async (c) => {
  const { env, now } = c.var.platform;
  const parts = await readReadiness(env, now());
  const isReady = Object.values(parts).every((state) => state === "ok");
  return isReady ? c.json({ status: "ok" as const, parts }, 200) : c.json({ status: "failing" as const, parts }, 503);
});
