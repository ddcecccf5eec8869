import { z } from "@hono/zod-openapi";
import { languages } from "#platform/i18n";
import { pageQuery } from "#platform/page";
import { label } from "../schemas.ts";
import { baselines, comparisons, DAY_MINUTES, isChange, metrics, traits } from "./metrics.ts";
import { noDataPolicies, phases } from "./next-standing.ts";
import { alertSources, severities } from "./words.ts";

const time = z.iso.datetime();
const person = z.string().openapi({ description: "The id of a person, or of a machine" });

const channelsSchema = z
  .strictObject({
    mail: z.array(z.email().max(254)).max(10).default([]),
    sms: z
      .array(z.string().regex(/^\+[1-9]\d{6,14}$/, "Must be an E.164 number such as +998901234567"))
      .max(5)
      .default([]),
    slack: z.array(z.string().max(500)).max(3).default([]).openapi({
      description:
        "URLs of incoming webhooks. They are secrets and are shown hidden; one that is sent back as it was shown stays what it is",
    }),
  })
  .openapi("AlertChannels");

const ruleFields = {
  name: label(100),
  metric: z.enum(metrics).openapi({
    description:
      "Shares of payments are between 0 and 1; `decision_latency_ms` is the 95th percentile; `review_age_minutes` is the age of the oldest open review; `score_drift` is the stability index of the busiest model's scores against its reference",
  }),
  comparison: z
    .enum(comparisons)
    .openapi({ description: "`rises_by` and `falls_by` compare with `baseline`, in percent" }),
  threshold: z.number().min(0).max(1e12),
  baseline: z.enum(baselines).nullable().default(null).openapi({
    description: "The same window seven days before, or the 24 hours before the window",
  }),
  window_minutes: z.int().min(5).max(DAY_MINUTES).default(60).openapi({
    description: "What is as it is now, such as the review queue, has no window: it is ignored there",
  }),
  minimum_sample: z.int().min(0).max(1_000_000).default(20).openapi({
    description: "Fewer payments than this are no data. Of counts and amounts it concerns the baseline alone",
  }),
  for_minutes: z.int().min(0).max(DAY_MINUTES).default(0).openapi({
    description: "The condition has to hold for so long before the alert fires",
  }),
  no_data: z.enum(noDataPolicies).default("keep").openapi({
    description: "Where there is no data a rule stays as it is, or counts as not holding, or as holding",
  }),
  severity: z.enum(severities).default("warning"),
  repeat_every_minutes: z
    .int()
    .min(15)
    .max(7 * DAY_MINUTES)
    .nullable()
    .default(null)
    .openapi({
      description: "People are reminded so often until the alert is over or acknowledged; null: not at all",
    }),
  language: z
    .enum(languages)
    .optional()
    .openapi({ description: "Of the messages; that of the request, where it is left out" }),
  enabled: z.boolean().default(true),
};

export const alertRuleInput = z
  .strictObject({ ...ruleFields, channels: channelsSchema.default({ mail: [], sms: [], slack: [] }) })
  .superRefine((rule, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const { isComparable, isShare, longestWindow } = traits[rule.metric];
    const change = isChange(rule.comparison);
    if (change && !isComparable) refuse("comparison", "This metric has no past to be compared with");
    if (change && rule.baseline === null) refuse("baseline", "Is needed to compare with");
    if (!change && rule.baseline !== null) refuse("baseline", "Goes with rises_by and falls_by only");
    if (!change && isShare && rule.threshold > 1) refuse("threshold", "A share lies between 0 and 1");
    if (longestWindow !== null && longestWindow < DAY_MINUTES && rule.window_minutes > longestWindow)
      refuse("window_minutes", `At most ${longestWindow} for this metric`);
  })
  .openapi("AlertRuleInput");
export type AlertRuleInput = z.infer<typeof alertRuleInput>;

export const alertRuleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    metric: z.enum(metrics),
    comparison: z.enum(comparisons),
    threshold: z.number(),
    baseline: z.enum(baselines).nullable(),
    window_minutes: z.int(),
    minimum_sample: z.int(),
    for_minutes: z.int(),
    no_data: z.enum(noDataPolicies),
    severity: z.enum(severities),
    repeat_every_minutes: z.int().nullable(),
    language: z.enum(languages),
    enabled: z.boolean(),
    channels: z.object({ mail: z.array(z.string()), sms: z.array(z.string()), slack: z.array(z.string()) }),
    revision: z.int(),
    created_by: person,
    created_at: time,
    updated_at: time,
    state: z
      .object({
        phase: z.enum(phases).openapi({ description: "`pending`: the condition holds, but not for long enough yet" }),
        since: time,
        value: z.number().nullable().openapi({ description: "What was compared last; null where there was no data" }),
        has_data: z.boolean().nullable().openapi({ description: "null before the first evaluation" }),
        evaluated_at: time.nullable(),
        alert_id: z.string().nullable(),
      })
      .openapi("AlertRuleState"),
    muted: z.object({ until: time, by: person, comment: z.string().nullable() }).nullable(),
  })
  .openapi("AlertRule");
export type AlertRuleView = z.infer<typeof alertRuleSchema>;

const MOST_MUTED_MINUTES = 30 * DAY_MINUTES;
export const MOST_MUTED_MS = MOST_MUTED_MINUTES * 60_000;

export const muteSchema = z
  .strictObject({
    minutes: z.int().min(1).max(MOST_MUTED_MINUTES).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    comment: label(500).optional(),
  })
  .refine(({ minutes, until }) => (minutes === undefined) !== (until === undefined), {
    path: ["until"],
    message: "Send either minutes or until",
  })
  .openapi("AlertMute");
export type AlertMute = z.infer<typeof muteSchema>;

export const testSentSchema = z
  .object({
    messages: z.array(z.object({ id: z.string(), channel: z.enum(["email", "sms", "slack"]) })),
  })
  .openapi("AlertTestSent");

export const alertSchema = z
  .object({
    id: z.string(),
    state: z.enum(["firing", "resolved"]),
    source: z.enum(alertSources).openapi({
      description: "A rule of the organisation, the nightly watch over models, or a breaker",
    }),
    source_id: z.string().openapi({ description: "The id of the rule, or the version of the model" }),
    name: z.string(),
    metric: z.string(),
    comparison: z.enum(comparisons).nullable(),
    baseline: z.enum(baselines).nullable(),
    window_minutes: z.int().nullable(),
    severity: z.enum(severities),
    value: z.number().nullable().openapi({ description: "When it fired; null where no data was the reason" }),
    threshold: z.number(),
    subject: z.string().nullable().openapi({ description: "What the value is of, such as a feature" }),
    began_at: time.openapi({ description: "When the condition began to hold" }),
    fired_at: time,
    ended_at: time.nullable(),
    told: z.boolean().openapi({ description: "Whether anybody heard of it: a muted rule tells nobody" }),
    acknowledged_by: person.nullable(),
    acknowledged_at: time.nullable(),
  })
  .openapi("Alert");
export type AlertView = z.infer<typeof alertSchema>;

export const alertQuery = pageQuery.extend({
  state: z.enum(["firing", "resolved"]).optional(),
  source: z.enum(alertSources).optional(),
  source_id: z.string().max(100).optional(),
  severity: z.enum(severities).optional(),
});
export type AlertQuery = z.infer<typeof alertQuery>;
