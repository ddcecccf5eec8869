import type { Caller } from "#platform/caller";
import type { DashboardPart } from "#platform/dashboard-part";
import { boundsOf, LONGEST_DAYS_BY_HOUR, startOf } from "#platform/period";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import type { Combined, CombinedQuery } from "./analytics-schemas.ts";

/** What the products of the caller did over time, all on one axis. */
export async function readCombined(
  platform: Platform,
  { organizationId, modules }: Caller,
  parts: readonly DashboardPart[],
  query: CombinedQuery,
): Promise<Combined> {
  const { bucket } = query;
  const period = readPeriod(platform, query, bucket === "hour" ? LONGEST_DAYS_BY_HOUR : undefined);
  const { first, end } = boundsOf(period, bucket);
  const own = parts.filter(({ stats }) => modules.includes(stats.product));
  const series = await Promise.all(
    own.map(async (part) => ({
      module: part.stats.product,
      lines: await part.series(platform, organizationId, period, bucket),
    })),
  );
  return {
    period: toPeriodView(period),
    bucket,
    axis: Array.from({ length: end - first }, (_, i) => new Date(startOf(first + i, bucket)).toISOString()),
    series: series.flatMap(({ module, lines }) =>
      lines.map(({ name, title, unit, values }) => ({ module, name, title: title[platform.language], unit, values })),
    ),
  };
}
