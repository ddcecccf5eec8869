import { readOutboundUrl } from "#platform/outbound";
import { type FieldError, invalidRequest } from "#platform/problem";
import { type Channels, unmaskUrls } from "./channels.ts";
import type { AlertRuleInput } from "./schemas.ts";
import type { AlertRuleRow } from "./store.ts";

type Document = ReturnType<typeof documentOf>;

/** What a rule says, without where it stands. */
export const documentOf = (input: AlertRuleInput) =>
  ({
    name: input.name,
    metric: input.metric,
    comparison: input.comparison,
    threshold: input.threshold,
    baseline: input.baseline,
    windowMinutes: input.window_minutes,
    minimumSample: input.minimum_sample,
    forMinutes: input.for_minutes,
    noData: input.no_data,
    severity: input.severity,
    repeatMinutes: input.repeat_every_minutes,
    enabled: input.enabled,
  }) satisfies Partial<AlertRuleRow>;

/** What decides whether a rule's alert goes on. */
export const conditionOf = ({
  metric,
  comparison,
  threshold,
  baseline,
  windowMinutes,
  minimumSample,
}: Document): string => JSON.stringify([metric, comparison, threshold, baseline, windowMinutes, minimumSample]);

/** Channels as they are kept; refuses URLs that may not be called. */
export function readChannels(env: Env, sent: Channels, kept: Channels): Channels {
  const errors: FieldError[] = [];
  const slack = unmaskUrls(sent.slack, kept.slack).map((url, i) => {
    const read = url === null ? { refusal: "Is none of the hidden URLs of this rule" } : readOutboundUrl(env, url);
    if ("refusal" in read) errors.push({ path: `channels.slack.${i}`, message: read.refusal });
    return url ?? "";
  });
  if (errors.length > 0) throw invalidRequest({ errors });
  return { mail: [...new Set(sent.mail)], sms: [...new Set(sent.sms)], slack: [...new Set(slack)] };
}

type Described = Document & { channels: Channels };

/** What a change was from and to. Of the channels only how many: whom a rule tells is nobody's who reads the log. */
export function changesOf(before: Described | null, after: Described) {
  const toFields = ({ channels, ...row }: Described): Record<string, string> => ({
    name: row.name,
    condition: conditionOf(row),
    for_minutes: String(row.forMinutes),
    no_data: row.noData,
    severity: row.severity,
    repeat_every_minutes: String(row.repeatMinutes),
    enabled: String(row.enabled),
    recipients: String(channels.mail.length + channels.sms.length + channels.slack.length),
  });
  const [from, to] = [before === null ? {} : toFields(before), toFields(after)];
  return Object.fromEntries(
    Object.keys(to)
      .filter((field) => from[field] !== to[field])
      .map((field) => [field, [from[field] ?? null, to[field] ?? null] as const]),
  );
}
