import { z } from "@hono/zod-openapi";
import { comment } from "../own-rules/schemas.ts";

export const resetInput = z.strictObject({ comment }).openapi("BreakerReset");

export const breakerSchema = z
  .object({
    id: z.string().openapi({ description: "The id of the rule, or `model`" }),
    kind: z.enum(["rule", "model"]),
    name: z.string(),
    state: z.enum(["closed", "tripped", "off"]).openapi({
      description: "`tripped`: what it would block is sent to review; `off`: the policy watches nothing",
    }),
    window: z.object({ payments: z.int(), blocks: z.int(), block_rate: z.number().nullable() }).nullable().openapi({
      description:
        "The last minutes, of payments that it decides on; nothing is counted while it is tripped. null where it cannot be read now",
    }),
    baseline_rate: z.number().nullable().openapi({ description: "The share that it blocked in the day before" }),
    limit: z.number().nullable().openapi({ description: "The share above which it trips now" }),
    trip: z
      .object({
        at: z.iso.datetime(),
        block_rate: z.number(),
        limit: z.number(),
        baseline_rate: z.number().nullable(),
        payments: z.int(),
        blocks: z.int(),
        window_minutes: z.int(),
      })
      .nullable()
      .openapi({ description: "By what it tripped; of an organisation with several shards, the first of them" }),
    reset_by: z.string().nullable(),
    reset_at: z.iso.datetime().nullable(),
  })
  .openapi("Breaker");
export type BreakerView = z.infer<typeof breakerSchema>;
