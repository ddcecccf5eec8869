import { z } from "@hono/zod-openapi";

export const metricsSchema = z
  .object({
    gauges: z.array(
      z.object({
        name: z.string(),
        help: z.string(),
        samples: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.number() })),
      }),
    ),
  })
  .openapi("Metrics");
export type Metrics = z.infer<typeof metricsSchema>;

/** The parts of the platform that fail apart from each other. */
export const partNames = ["decisions", "data", "messages", "files"] as const;
export type PartName = (typeof partNames)[number];

const stateSchema = z.enum(["ok", "failing"]);
export const readinessSchema = z
  .object({ status: stateSchema, parts: z.record(z.enum(partNames), stateSchema) })
  .openapi("Readiness");
export type ReadinessAnswer = z.infer<typeof readinessSchema>;
