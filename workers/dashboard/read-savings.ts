import type { z } from "@hono/zod-openapi";
import type { Caller } from "#platform/caller";
import type { DashboardPart } from "#platform/dashboard-part";
import type { PeriodQuery } from "#platform/period-schemas";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import type { SavingsReport } from "./analytics-schemas.ts";

/** What the products of the caller saved in a period, with everything that each formula was fed. */
export async function readSavings(
  platform: Platform,
  { organizationId, modules }: Caller,
  parts: readonly DashboardPart[],
  query: PeriodQuery & Record<string, unknown>,
): Promise<SavingsReport> {
  const period = readPeriod(platform, query);
  const own = parts.filter(({ stats }) => modules.includes(stats.product));
  const data = await Promise.all(
    own.map(async ({ stats, savings }) => {
      // SAFETY: the query passed the contract, which is made of these very schemas.
      const given = Object.fromEntries(
        Object.keys(savings.given).map((name) => [name, query[name] as number | undefined]),
      );
      const { amountUsd, inputs } = await savings.read(platform, organizationId, period, given);
      return { module: stats.product, saved_usd: amountUsd, formula: savings.formula, inputs };
    }),
  );
  return {
    period: toPeriodView(period),
    saved_usd: data.reduce((total, { saved_usd }) => total + saved_usd, 0),
    data,
  };
}

/** Every input that callers may give, of all products. */
export const givenInputs = (parts: readonly DashboardPart[]): Record<string, z.ZodType<number | undefined>> =>
  Object.assign({}, ...parts.map(({ savings }) => savings.given));
