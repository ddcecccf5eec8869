import type { Trends } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { rowsOfBucket } from "../decisions/rows-of-bucket.ts";
import { formatDay, formatHour, formatMoney, formatNumber } from "../format.ts";
import { BarChart } from "../ui/BarChart.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { OverviewWords } from "./OverviewPage.tsx";

type OverviewChartsProps = {
  words: OverviewWords;
  trends: Trends | undefined;
  /** Whether a bar may lead to its rows. */
  maySeePayments: boolean;
};

/** Decisions and money over the period, by the day, or of one day by the hour. */
export function OverviewCharts({ words, trends, maySeePayments }: OverviewChartsProps) {
  const { language, text, decisions, ui } = words;
  if (!trends)
    return (
      <div class="h-[320px] p-4 md:p-6">
        <Skeleton label={ui.loading} lines={8} />
      </div>
    );
  const { data, bucket } = trends;
  const times = data.map((one) => {
    const { start, date } = one;
    const href = maySeePayments ? rowsOfBucket(language, one, bucket) : undefined;
    const day = formatDay(date, language);
    return bucket === "hour"
      ? { short: formatHour(start), full: `${day}, ${formatHour(start)}`, href }
      : { short: day, full: day, href };
  });
  // An hour that has not come yet is no hour without payments.
  const isDue = data.map(({ start }) => Date.parse(start) <= timeNow());
  const values = (of: "approved" | "under_review" | "blocked" | "amount_usd" | "blocked_usd" | "fraud_usd") =>
    data.map((one, index) => (isDue[index] ? one[of] : null));
  return (
    <div class="grid gap-8 px-4 py-5 md:px-6">
      <BarChart
        title={text.decisions}
        times={times}
        series={[
          { id: "approved", name: decisions.words.APPROVED, tone: "ok", values: values("approved") },
          { id: "review", name: decisions.words.UNDER_REVIEW, tone: "warn", values: values("under_review") },
          { id: "blocked", name: decisions.words.BLOCKED, tone: "bad", values: values("blocked") },
        ]}
        format={(value) => formatNumber(value, language)}
        isWhole
      />
      <LineChart
        title={text.money}
        times={times}
        series={[
          { id: "total", name: text.total, tone: "ink", values: values("amount_usd") },
          { id: "blocked", name: text.blockedMoney, tone: "accent", values: values("blocked_usd") },
          { id: "fraud", name: text.fraudMoney, tone: "bad", values: values("fraud_usd") },
        ]}
        format={(value) => formatMoney(Math.round(value), "USD", language)}
      />
    </div>
  );
}
