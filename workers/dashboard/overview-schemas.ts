import { z } from "@hono/zod-openapi";
import type { ProductStats } from "#platform/dashboard-part";

const count = z.int().min(0);
const usd = z.number();
const share = z.number().min(0).max(1);

const platformStatsSchema = z
  .object({
    total_clients: count.openapi({ description: "Organisations, without the platform's own" }),
    active_modules: z
      .object({ bankcall: count, antifraud: count })
      .openapi({ description: "How many clients have each product" }),
    monthly_revenue: usd.openapi({
      description:
        "US dollars: the published monthly price of the plan of every client, added up. Trials, and plans whose price is agreed with the client, add nothing",
    }),
    total_savings_generated: usd.openapi({ description: "US dollars: what the products saved all clients" }),
  })
  .openapi("PlatformStats");

const bankcallStatsSchema = z
  .object({
    total_calls: count,
    monthly_calls: count.openapi({ description: "Since the first of the month, in Tashkent" }),
    success_rate: share.nullable().openapi({ description: "Of calls that ended; null where none did" }),
    avg_satisfaction: z.number().min(1).max(5).nullable().openapi({ description: "Null where nobody was asked" }),
  })
  .openapi("BankcallStats") satisfies z.ZodType<ProductStats["bankcall"]>;

const antifraudStatsSchema = z
  .object({
    total_transactions: count,
    blocked_fraud: count.openapi({
      description:
        "Payments that were blocked and did not turn out to be honest since, and those that were held back and turned out to be fraud",
    }),
    saved_amount: usd.openapi({ description: "US dollars: the amounts of `blocked_fraud`" }),
    accuracy: share.nullable().openapi({
      description: "How many decisions were right, of those that somebody reported on; null where nobody did",
    }),
  })
  .openapi("AntifraudStats") satisfies z.ZodType<ProductStats["antifraud"]>;

const notGiven = "Null where the caller was not given this product";
export const overviewSchema = z
  .object({
    platform_stats: platformStatsSchema
      .optional()
      .openapi({ description: "For super administrators, whose other figures are of all clients together" }),
    bankcall_stats: bankcallStatsSchema.nullable().openapi({ description: notGiven }),
    antifraud_stats: antifraudStatsSchema.nullable().openapi({ description: notGiven }),
  })
  .openapi("DashboardOverview", {
    example: {
      platform_stats: {
        total_clients: 45,
        active_modules: { bankcall: 32, antifraud: 28 },
        monthly_revenue: 245_000,
        total_savings_generated: 5_800_000,
      },
      bankcall_stats: { total_calls: 2_450_000, monthly_calls: 245_000, success_rate: 0.95, avg_satisfaction: 4.7 },
      antifraud_stats: {
        total_transactions: 15_000_000,
        blocked_fraud: 12_500,
        saved_amount: 8_700_000,
        accuracy: 0.97,
      },
    },
  });
export type Overview = z.infer<typeof overviewSchema>;
