import type { DrizzleD1Database } from "drizzle-orm/d1";
import { countsOf, stabilityIndex } from "../watch/distributions.ts";
import { findReference } from "../watch/watch-store.ts";
import type { Reading } from "./judge-reading.ts";
import {
  countDegraded,
  findBusiestModel,
  listLatencies,
  measureQueue,
  type Span,
  type SpanSums,
  sampleScores,
  sumSpan,
} from "./measure-store.ts";
import { type Baseline, isChange, type Metric } from "./metrics.ts";
import type { AlertRuleRow } from "./store.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Of so many payments drift is counted, and below so many it says nothing. */
const DRIFT_SAMPLE = 2000;
const FEWEST_COMPARED = 200;

type Measured = Pick<AlertRuleRow, "metric" | "comparison" | "baseline" | "windowMinutes">;

/**
 * Measures what the rules of one organisation ask, at one moment: windows end with it, and what several rules ask is looked up
 * once. Null is no data.
 */
export function createMeasurer(db: DrizzleD1Database, organizationId: string, at: number) {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, { from, to }: Span, look: () => Promise<T>): Promise<T> => {
    const key = `${name}|${from}|${to}`;
    // SAFETY: the name tells which look it is, and so its type.
    const found = (known.get(key) as Promise<T> | undefined) ?? look();
    known.set(key, found);
    return found;
  };
  const sums = (span: Span) => once("sums", span, () => sumSpan(db, organizationId, span));
  const readers: Record<Metric, (span: Span) => Promise<Reading | null>> = {
    block_rate: async (span) => shareOf(await sums(span), ({ blocked }) => blocked),
    review_rate: async (span) => shareOf(await sums(span), ({ underReview }) => underReview),
    approval_rate: async (span) => shareOf(await sums(span), ({ approved }) => approved),
    degraded_rate: async (span) => {
      const [of, degraded] = await Promise.all([
        sums(span),
        once("degraded", span, () => countDegraded(db, organizationId, span)),
      ]);
      return shareOf(of, () => degraded);
    },
    volume: async (span) => {
      const { payments } = await sums(span);
      return { value: payments, sample: payments };
    },
    amount_blocked_usd: async (span) => {
      const { payments, blockedCents } = await sums(span);
      return { value: blockedCents / 100, sample: payments };
    },
    decision_latency_ms: async (span) =>
      percentile95(await once("latencies", span, () => listLatencies(db, organizationId, span))),
    score_drift: (span) => once("drift", span, () => measureDrift(db, organizationId, span)),
    review_age_minutes: async (span) => {
      const { oldestAt, open } = await queue(span);
      return { value: oldestAt === null ? 0 : Math.max(0, (at - oldestAt) / MINUTE_MS), sample: open };
    },
    review_backlog: async (span) => {
      const { open } = await queue(span);
      return { value: open, sample: open };
    },
    reviews_overdue: async (span) => {
      const { open, overdue } = await queue(span);
      return { value: overdue, sample: open };
    },
  };
  const queue = (span: Span) => once("queue", { from: at, to: span.to }, () => measureQueue(db, organizationId, at));

  return {
    /** What a rule's window shows. */
    read: ({ metric, windowMinutes }: Measured) => readers[metric](windowOf(at, windowMinutes)),
    /** What it is compared with; null of what is held against a fixed threshold. */
    async readBaseline({ metric, comparison, baseline, windowMinutes }: Measured): Promise<Reading | null> {
      if (!isChange(comparison) || baseline === null) return null;
      const window = windowOf(at, windowMinutes);
      const reading = await readers[metric](spanBefore(window, baseline));
      const isSum = metric === "volume" || metric === "amount_blocked_usd";
      if (reading === null || baseline === "last_week" || !isSum) return reading;
      // A sum of a whole day is brought down to the length of the window.
      return { ...reading, value: (reading.value * (window.to - window.from)) / DAY_MS };
    },
  };
}

const windowOf = (to: number, minutes: number): Span => ({ from: to - minutes * MINUTE_MS, to });

const spanBefore = ({ from, to }: Span, baseline: Baseline): Span =>
  baseline === "last_week" ? { from: from - 7 * DAY_MS, to: to - 7 * DAY_MS } : { from: from - DAY_MS, to: from };

const shareOf = (sums: SpanSums, part: (sums: SpanSums) => number): Reading | null =>
  sums.payments === 0 ? null : { value: part(sums) / sums.payments, sample: sums.payments };

/** The 95th percentile by nearest rank. */
function percentile95(latencies: readonly { ms: number; payments: number }[]): Reading | null {
  const sample = latencies.reduce((sum, { payments }) => sum + payments, 0);
  let left = Math.ceil(sample * 0.95);
  for (const { ms, payments } of latencies) {
    left -= payments;
    if (left <= 0) return { value: ms, sample };
  }
  return null;
}

/** How far the scores of a span are from what the watch over models takes for ordinary; null until that is known. */
async function measureDrift(db: DrizzleD1Database, organizationId: string, span: Span): Promise<Reading | null> {
  const busiest = await findBusiestModel(db, organizationId, span);
  if (!busiest || busiest.payments < FEWEST_COMPARED) return null;
  const reference = await findReference(db, organizationId, busiest.version);
  if (!reference) return null;
  const { edges, counts } = reference.distributions.score;
  const every = Math.max(1, Math.floor(busiest.payments / DRIFT_SAMPLE));
  const scores = await sampleScores(db, organizationId, busiest.version, span, every);
  const value = stabilityIndex(counts, countsOf(edges, scores));
  return value === null ? null : { value, sample: busiest.payments };
}
