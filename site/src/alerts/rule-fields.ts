import type { AlertRule } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { isChange, longestWindow, shares } from "./metrics.ts";
import type { AlertWords } from "./words.ts";

/** A rule as its form has it: all in text, shares in percent, addresses one after the other. */
export type RuleText = Record<
  | "name"
  | "metric"
  | "comparison"
  | "threshold"
  | "baseline"
  | "window_minutes"
  | "minimum_sample"
  | "for_minutes"
  | "no_data"
  | "severity"
  | "repeat_every_minutes"
  | "mail"
  | "sms"
  | "slack",
  string
>;
export type RuleName = keyof RuleText;

export const blankRule: RuleText = {
  name: "",
  metric: "block_rate",
  comparison: "above",
  threshold: "5",
  baseline: "last_week",
  window_minutes: "60",
  minimum_sample: "20",
  for_minutes: "0",
  no_data: "keep",
  severity: "warning",
  repeat_every_minutes: "",
  mail: "",
  sms: "",
  slack: "",
};

/** Whether a threshold of it is written in percent: shares are, and changes are already. */
export const isPercent = ({ metric, comparison }: Pick<RuleText, "metric" | "comparison">): boolean =>
  isChange(comparison) || shares.includes(metric);

const scaleOf = (rule: Pick<RuleText, "metric" | "comparison">) =>
  shares.includes(rule.metric) && !isChange(rule.comparison) ? 100 : 1;

export const toText = (rule: AlertRule): RuleText => ({
  name: rule.name,
  metric: rule.metric,
  comparison: rule.comparison,
  // Without what multiplying by a hundred leaves behind the point.
  threshold: String(Number((rule.threshold * scaleOf(rule)).toPrecision(12))),
  baseline: rule.baseline ?? "last_week",
  window_minutes: String(rule.window_minutes),
  minimum_sample: String(rule.minimum_sample),
  for_minutes: String(rule.for_minutes),
  no_data: rule.no_data,
  severity: rule.severity,
  repeat_every_minutes: rule.repeat_every_minutes === null ? "" : String(rule.repeat_every_minutes),
  mail: rule.channels.mail.join("\n"),
  sms: rule.channels.sms.join("\n"),
  slack: rule.channels.slack.join("\n"),
});

const listed = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
const numbered = (text: string): number =>
  text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".").replace(/\s/g, ""));

/** What is wrong with the form, as far as can be seen without asking. */
export function checkRule(text: RuleText, { alerts }: AlertWords): Partial<RuleText> {
  const { wrong } = alerts;
  const threshold = numbered(text.threshold);
  const within = (value: string, low: number, high: number) => {
    const number = numbered(value);
    return Number.isInteger(number) && number >= low && number <= high;
  };
  // SAFETY: the form offers no other metrics.
  const longest = longestWindow(text.metric as AlertRule["metric"]);
  const complaints: Partial<RuleText> = {
    ...(text.name.trim() === "" && { name: wrong.name }),
    ...(!(threshold >= 0) && { threshold: wrong.number }),
    ...(threshold > 100 && scaleOf(text) === 100 && { threshold: wrong.share }),
    ...(longest !== null &&
      !within(text.window_minutes, 5, longest) && { window_minutes: fill(wrong.window_minutes, { most: longest }) }),
    ...(!within(text.minimum_sample, 0, 1_000_000) && { minimum_sample: wrong.number }),
    ...(!within(text.for_minutes, 0, 1440) && { for_minutes: wrong.for_minutes }),
    ...(text.repeat_every_minutes.trim() !== "" &&
      !within(text.repeat_every_minutes, 15, 10_080) && { repeat_every_minutes: wrong.repeat_every_minutes }),
  };
  return complaints;
}

/** The rule as the API takes it. */
export function toInput(text: RuleText, enabled: boolean, language: string) {
  const { name, metric, comparison, baseline, no_data, severity, repeat_every_minutes } = text;
  return {
    name: name.trim(),
    metric,
    comparison,
    threshold: Number((numbered(text.threshold) / scaleOf(text)).toPrecision(12)),
    baseline: isChange(comparison) ? baseline : null,
    // SAFETY: as above.
    ...(longestWindow(metric as AlertRule["metric"]) !== null && { window_minutes: numbered(text.window_minutes) }),
    minimum_sample: numbered(text.minimum_sample),
    for_minutes: numbered(text.for_minutes),
    no_data,
    severity,
    repeat_every_minutes: repeat_every_minutes.trim() === "" ? null : numbered(repeat_every_minutes),
    language,
    enabled,
    channels: { mail: listed(text.mail), sms: listed(text.sms), slack: listed(text.slack) },
  };
}
