import { z } from "@hono/zod-openapi";

const amount = z.coerce.number().min(0).max(1_000_000_000);
const share = z.coerce.number().min(0).max(1);
const about = (description: string, example?: number) => ({ description, ...(example !== undefined && { example }) });

/** What somebody says of their business; money in US dollars, everything else a month. */
export const roiQuery = z.object({
  months: z.coerce.number().int().min(1).max(120).default(12).openapi(about("Over how many months")),
  calls: z.coerce.number().int().min(0).max(10_000_000).default(0).openapi(about("Calls a month", 10_000)),
  minutes_per_call: z.coerce.number().min(0.1).max(120).default(3),
  agent_hourly_cost: z.coerce
    .number()
    .min(0)
    .max(1000)
    .optional()
    .openapi(about("What an hour of an agent costs; needed where there are calls", 5)),
  automated_share: share.default(0.8).openapi(about("How many of the calls need no agent any more, 0 to 1")),
  transactions: z.coerce.number().int().min(0).max(1_000_000_000).default(0).openapi(about("Payments a month", 50_000)),
  fraud_loss: amount.default(0).openapi(about("What fraud costs a month today", 20_000)),
  stopped_share: share.default(0.8).openapi(about("How much of that is stopped, 0 to 1")),
  review_cost: amount.default(0).openapi(about("What looking at held payments costs a month")),
  plan: z
    .enum(["starter", "business"])
    .optional()
    .openapi({ description: "The price of a plan instead of that of use" }),
  monthly_price: amount.optional().openapi(about("The price that was agreed instead")),
  setup_cost: amount.default(0).openapi(about("What it costs once")),
});
export type RoiQuery = z.infer<typeof roiQuery>;

const usd = z.number();
export const roiSchema = z
  .object({
    months: z.int(),
    formula: z.string(),
    inputs: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .openapi({ description: "What was told and assumed" }),
    monthly: z.object({ call_savings: usd, fraud_savings: usd, review_cost: usd, price: usd, net: usd }),
    total: z.object({ savings: usd, cost: usd, net: usd }),
    roi: z.number().nullable().openapi({
      description:
        "Net by cost, 0.5 being half of it gained; negative where it costs more than it saves; null where it costs nothing",
      example: 1.42,
    }),
    payback_months: z
      .number()
      .nullable()
      .openapi({ description: "After how many months the setup has paid off; null where it never does", example: 2.5 }),
  })
  .openapi("RoiEstimate");
export type RoiEstimate = z.infer<typeof roiSchema>;
