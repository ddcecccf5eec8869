import { type Comparison, type Metric, traits } from "./metrics.ts";

/** What was measured, and of how many payments. */
export type Reading = { value: number; sample: number };

export type Condition = { metric: Metric; comparison: Comparison; threshold: number; minimumSample: number };

/** Whether a condition holds. No data is neither: nothing is known. */
export type Verdict = "breaching" | "fine" | "no_data";

/**
 * Holds a reading against a condition. `value` is what was compared: of what rises or falls the change in percent of the baseline.
 * A reading of too few payments, and a change of nothing, are no data.
 */
export function judgeReading(
  { metric, comparison, threshold, minimumSample }: Condition,
  reading: Reading | null,
  baseline: Reading | null,
): { verdict: Verdict; value: number | null } {
  const isEnough = (of: Reading | null): of is Reading =>
    of !== null && (!traits[metric].needsSample || of.sample >= Math.max(1, minimumSample));
  if (!isEnough(reading)) return noData;
  if (comparison === "above") return verdictOn(reading.value, reading.value > threshold);
  if (comparison === "below") return verdictOn(reading.value, reading.value < threshold);
  if (!isEnough(baseline) || baseline.sample < Math.max(1, minimumSample) || baseline.value === 0) return noData;
  const difference = comparison === "rises_by" ? reading.value - baseline.value : baseline.value - reading.value;
  const percent = (difference / baseline.value) * 100;
  return verdictOn(percent, percent > threshold);
}

const noData = { verdict: "no_data", value: null } as const;

const verdictOn = (value: number, isBreaching: boolean) => ({
  verdict: isBreaching ? ("breaching" as const) : ("fine" as const),
  value,
});
