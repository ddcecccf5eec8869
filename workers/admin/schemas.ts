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
