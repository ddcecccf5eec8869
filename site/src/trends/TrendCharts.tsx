import type { Trends } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { rowsOfBucket } from "../decisions/rows-of-bucket.ts";
import { formatDay, formatHour, formatMoney, formatNumber, formatPercent } from "../format.ts";
import { BarChart } from "../ui/BarChart.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import type { TrendWords } from "./words.ts";

type Bucket = Trends["data"][number];

type TrendChartsProps = {
  words: TrendWords;
  trends: Trends;
  /** Whether a point may lead to its rows. */
  maySeePayments: boolean;
};

/** How decisions, money and confirmed frauds went over the period. */
export function TrendCharts({ words, trends: { data, bucket }, maySeePayments }: TrendChartsProps) {
  const { language, trends, decisions } = words;
  const timesOf = (narrowed: { label?: string } = {}) =>
    data.map((one) => {
      const day = formatDay(one.date, language);
      const href = maySeePayments ? rowsOfBucket(language, one, bucket, narrowed) : undefined;
      return bucket === "hour"
        ? { short: formatHour(one.start), full: `${day}, ${formatHour(one.start)}`, href }
        : { short: day, full: day, href };
    });
  const times = timesOf();
  // An hour that has not come yet is no hour without payments.
  const series = (of: (one: Bucket) => number | null) =>
    data.map((one) => (Date.parse(one.start) <= timeNow() ? of(one) : null));
  const share = (part: (one: Bucket) => number) =>
    series((one) => (one.transactions === 0 ? null : part(one) / one.transactions));
  const count = (value: number) => formatNumber(value, language);
  return (
    <div class="grid gap-x-10 gap-y-8 px-4 py-5 md:px-6 min-[1280px]:grid-cols-2">
      <BarChart
        title={trends.decisions}
        times={times}
        series={[
          { id: "approved", name: decisions.words.APPROVED, tone: "ok", values: series((one) => one.approved) },
          { id: "review", name: decisions.words.UNDER_REVIEW, tone: "warn", values: series((one) => one.under_review) },
          { id: "blocked", name: decisions.words.BLOCKED, tone: "bad", values: series((one) => one.blocked) },
        ]}
        format={count}
        isWhole
      />
      <LineChart
        title={trends.money}
        times={times}
        series={[
          { id: "total", name: trends.total, tone: "ink", values: series((one) => one.amount_usd) },
          { id: "blocked", name: trends.blockedMoney, tone: "accent", values: series((one) => one.blocked_usd) },
          { id: "fraud", name: trends.fraudMoney, tone: "bad", values: series((one) => one.fraud_usd) },
        ]}
        format={(value) => formatMoney(Math.round(value), "USD", language)}
      />
      <LineChart
        title={trends.shares}
        times={times}
        series={[
          { id: "review", name: trends.reviewShare, tone: "warn", values: share((one) => one.under_review) },
          { id: "blocked", name: trends.blockShare, tone: "bad", values: share((one) => one.blocked) },
        ]}
        format={(value) => formatPercent(value, language)}
      />
      <BarChart
        title={trends.frauds}
        times={timesOf({ label: "fraud" })}
        series={[{ id: "frauds", name: trends.fraudMoney, tone: "bad", values: series((one) => one.frauds) }]}
        format={count}
        isWhole
      />
    </div>
  );
}
