import { z } from "@hono/zod-openapi";
import { EXPOSITION_TYPE, type GaugeSource, toExposition } from "#platform/gauges";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { metricsSchema } from "./schemas.ts";

const getMetrics = createRoute({
  method: "get",
  path: "/admin/metrics",
  operationId: "readMetrics",
  tags: ["Administration"],
  summary: "Read the metrics of your organisation",
  description:
    "JSON, or the text format of Prometheus for `Accept: text/plain`. A super administrator reads those of every organisation.",
  ...requires("read:metrics"),
  responses: {
    200: {
      ...json(metricsSchema, "The metrics"),
      content: {
        "application/json": { schema: metricsSchema },
        "text/plain": { schema: z.string() },
      },
    },
    403: problem("auth.missing_permission"),
  },
});

/** What is asked for by name, since Prometheus takes anything at a lower weight. */
const wantsText = (accept: string | undefined) => accept !== undefined && /text\/plain|openmetrics/.test(accept);

/** Routes of administration; metrics are gathered from `sources`. */
export function adminRoutes(sources: readonly GaugeSource[]) {
  return createRouter().openapi(getMetrics, async (c) => {
    const { platform, caller } = c.var;
    const organizationId = caller.role === "super_admin" ? null : caller.organizationId;
    const gauges = (await Promise.all(sources.map((gaugesOf) => gaugesOf(platform, organizationId)))).flat();
    return wantsText(c.req.header("accept"))
      ? c.text(toExposition(gauges), 200, { "content-type": EXPOSITION_TYPE })
      : c.json({ gauges }, 200);
  });
}
