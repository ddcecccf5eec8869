import { z } from "@hono/zod-openapi";
import { periodFields, periodSchema } from "#platform/period-schemas";

const buckets = ["hour", "day"] as const;
export const combinedQuery = z.object({
  ...periodFields,
  bucket: z.enum(buckets).default("day").openapi({ description: "By the hour, at most 31 days" }),
});
export type CombinedQuery = z.infer<typeof combinedQuery>;

export const combinedSchema = z
  .object({
    period: periodSchema,
    bucket: z.enum(buckets),
    axis: z.array(z.iso.datetime()).openapi({ description: "When each hour or day begins, without gaps" }),
    series: z.array(
      z.object({
        module: z.string().openapi({ example: "antifraud" }),
        name: z.string().openapi({ example: "transactions" }),
        title: z.string().openapi({ description: "In the reader's language", example: "Payments" }),
        unit: z.enum(["count", "usd"]),
        values: z.array(z.number()).openapi({ description: "One for each time of the axis" }),
      }),
    ),
  })
  .openapi("CombinedAnalytics");
export type Combined = z.infer<typeof combinedSchema>;

export const savingsSchema = z
  .object({
    period: periodSchema,
    saved_usd: z.number().openapi({ description: "Of all products together" }),
    data: z.array(
      z.object({
        module: z.string().openapi({ example: "antifraud" }),
        saved_usd: z.number().openapi({ description: "Negative where it cost more than it saved" }),
        formula: z.string().openapi({
          description: "In the names of the inputs",
          example: "(confirmed_usd + unconfirmed_usd * fraud_share) * loss_share - reviews * cost_per_review",
        }),
        inputs: z.record(
          z.string(),
          z.object({
            value: z.number(),
            source: z
              .enum(["measured", "assumed", "given"])
              .openapi({ description: "Counted in the period, assumed where nothing is known, or given in the query" }),
          }),
        ),
      }),
    ),
  })
  .openapi("CostSavings");
export type SavingsReport = z.infer<typeof savingsSchema>;
