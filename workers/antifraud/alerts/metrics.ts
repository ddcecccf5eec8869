/** What an alert rule may measure. */
export const metrics = [
  "block_rate",
  "review_rate",
  "approval_rate",
  "degraded_rate",
  "volume",
  "amount_blocked_usd",
  "decision_latency_ms",
  "review_age_minutes",
  "review_backlog",
  "reviews_overdue",
  "score_drift",
] as const;
export type Metric = (typeof metrics)[number];

/** How a value is held against the threshold; a change is in percent of the baseline. */
export const comparisons = ["above", "below", "rises_by", "falls_by"] as const;
export type Comparison = (typeof comparisons)[number];

/** What a change is of: the same window seven days before, or the 24 hours right before the window. */
export const baselines = ["last_week", "trailing_day"] as const;
export type Baseline = (typeof baselines)[number];

type Traits = {
  /** Shares of payments lie between 0 and 1. */
  isShare: boolean;
  /** Whether the past can be measured as well, so that a change of it has a meaning. */
  isComparable: boolean;
  /** Whether too few payments make it no data; a count of nothing is zero. */
  needsSample: boolean;
  /** The longest window, minutes; null of what is as it is now, whatever the window. */
  longestWindow: number | null;
};

/** The longest window of all, minutes. */
export const DAY_MINUTES = 24 * 60;
const share: Traits = { isShare: true, isComparable: true, needsSample: true, longestWindow: DAY_MINUTES };
const amount: Traits = { isShare: false, isComparable: true, needsSample: false, longestWindow: DAY_MINUTES };
const queue: Traits = { isShare: false, isComparable: false, needsSample: false, longestWindow: null };

export const traits: Record<Metric, Traits> = {
  block_rate: share,
  review_rate: share,
  approval_rate: share,
  degraded_rate: share,
  volume: amount,
  amount_blocked_usd: amount,
  // A percentile needs every payment, where sums need one row an hour.
  decision_latency_ms: { isShare: false, isComparable: false, needsSample: true, longestWindow: 60 },
  review_age_minutes: queue,
  review_backlog: queue,
  reviews_overdue: queue,
  score_drift: { isShare: false, isComparable: false, needsSample: true, longestWindow: DAY_MINUTES },
};

/** The window that a rule's metric has; null of what is as it is now. */
export const windowOf = ({ metric, windowMinutes }: { metric: Metric; windowMinutes: number }): number | null =>
  traits[metric].longestWindow === null ? null : windowMinutes;

export const isChange = (comparison: Comparison): boolean => comparison === "rises_by" || comparison === "falls_by";
