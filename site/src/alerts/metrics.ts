import type { Alert, AlertRule } from "../api-types.ts";
import { formatMoney, formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { AlertWords } from "./words.ts";

export type Metric = AlertRule["metric"];

/** Shares of payments, which people write in percent. */
export const shares: readonly string[] = [
  "block_rate",
  "review_rate",
  "approval_rate",
  "degraded_rate",
  "low_accuracy",
  "low_precision",
  "low_recall",
];
/** What has a past, so that a change of it means something. */
export const comparable: readonly Metric[] = [
  "block_rate",
  "review_rate",
  "approval_rate",
  "degraded_rate",
  "volume",
  "amount_blocked_usd",
];

/** The longest window of a metric, minutes; null of what is as it is now, whatever the window. */
export function longestWindow(metric: Metric): number | null {
  if (metric === "review_age_minutes" || metric === "review_backlog" || metric === "reviews_overdue") return null;
  return metric === "decision_latency_ms" ? 60 : 1440;
}

export const isChange = (comparison: string | null): boolean => comparison === "rises_by" || comparison === "falls_by";

type Measured = Pick<Alert, "metric" | "comparison">;

/** A value or a threshold as people write it: changes and shares in percent. */
export function showFigure(value: number | null, { metric, comparison }: Measured, words: AlertWords): string {
  const { language, alerts } = words;
  if (value === null) return alerts.noValue;
  if (isChange(comparison))
    return `${comparison === "falls_by" ? "−" : "+"}${formatPercent(Math.abs(value) / 100, language)}`;
  if (shares.includes(metric)) return formatPercent(value, language);
  if (metric === "amount_blocked_usd") return formatMoney(Math.round(value), "USD", language);
  return formatNumber(value, language, metric.endsWith("_drift") ? 3 : 1);
}

/** How a metric is called; one that this page does not know yet by its own name. */
export const nameMetric = (metric: string, { alerts }: AlertWords): string =>
  metric in alerts.metrics ? alerts.metrics[metric as keyof typeof alerts.metrics] : metric;

/** What a rule watches for, in a line: `Block rate above 5 %, over 60 min`. */
export function tellCondition(rule: AlertRule, words: AlertWords): string {
  const { alerts } = words;
  const { metric, comparison, threshold, baseline, window_minutes } = rule;
  const window =
    longestWindow(metric) && fill(alerts.within, { time: fill(alerts.minutes, { count: window_minutes }) });
  const limit = isChange(comparison)
    ? formatPercent(threshold / 100, words.language)
    : showFigure(threshold, rule, words);
  return [
    fill(alerts.conditions[comparison], { metric: alerts.metrics[metric], limit }),
    baseline && alerts.baselines[baseline],
    window,
  ]
    .filter(Boolean)
    .join(", ");
}
