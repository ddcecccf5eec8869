import { useState } from "preact/hooks";
import type { AlertRule } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { Switch } from "../ui/Checkbox.tsx";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { useFields } from "../ui/use-fields.ts";
import { comparable, isChange, longestWindow, type Metric } from "./metrics.ts";
import { blankRule, checkRule, isPercent, type RuleName, toInput, toText } from "./rule-fields.ts";
import { type AlertWords, RULES, rulePath } from "./words.ts";

type RuleFormProps = {
  words: AlertWords;
  /** The rule that is changed, and its version; a new one is made without. */
  rule?: AlertRule;
  etag?: string;
  onClose: () => void;
  onSaved: (rule: AlertRule) => void;
};

const watched: readonly Metric[] = [
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
];

/** What a rule watches, when it fires and whom it tells. */
export function RuleForm({ words, rule, etag, onClose, onSaved }: RuleFormProps) {
  const { alerts, forms, language } = words;
  const { fields, wrong } = alerts;
  const form = useFields<RuleName>("rule", rule ? toText(rule) : blankRule, (name) =>
    name in wrong && name !== "window_minutes" ? wrong[name as keyof typeof wrong] : wrong.other,
  );
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const { values } = form;
  // SAFETY: the form offers no other metrics.
  const metric = values.metric as Metric;
  const isComparable = comparable.includes(metric);
  const chooseMetric = (next: string) => {
    form.set("metric", next);
    if (!comparable.includes(next as Metric) && isChange(values.comparison)) form.set("comparison", "above");
  };
  const send = async () => {
    const complaints = checkRule(values, words);
    form.complain(complaints);
    if (Object.keys(complaints).length > 0) return "";
    const body = toInput(values, enabled, rule?.language ?? language);
    const outcome = rule
      ? await sendCommand<AlertRule>(rulePath(rule.id), language, { method: "PUT", body, ifMatch: etag })
      : await sendCommand<AlertRule>(RULES, language, { body });
    if (!outcome.ok) {
      // Addresses stand in fields of their own, beside those of the rule.
      const errors = outcome.failure.problem?.errors;
      for (const error of errors ?? []) error.path = error.path.replace(/^channels\./, "");
      return form.refuse(outcome.failure, forms, alerts.failedAction);
    }
    showToast(fill(alerts.saved, { name: outcome.data.name }));
    onSaved(outcome.data);
    return undefined;
  };
  const comparisons = optionsOf(alerts.comparisons).filter(({ value }) => isComparable || !isChange(value));
  const number = (name: RuleName, label: string, help?: string) => (
    <Field {...form.field(name)} label={label} help={help} inputMode="decimal" autocomplete="off" />
  );
  return (
    <FormDialog
      title={rule ? alerts.edit : alerts.add}
      submit={rule ? alerts.editSubmit : alerts.addSubmit}
      onSubmit={send}
      onClose={onClose}
      class="w-[min(640px,calc(100vw-32px))]!"
    >
      <Field {...form.field("name")} label={fields.name} maxLength={100} autocomplete="off" autofocus />
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          {...form.field("metric")}
          label={fields.metric}
          options={watched.map((value) => ({ value, label: alerts.metrics[value] }))}
          onInput={(event) => chooseMetric(event.currentTarget.value)}
        />
        <Select {...form.field("severity")} label={fields.severity} options={optionsOf(alerts.severities)} />
        <Select {...form.field("comparison")} label={fields.comparison} options={comparisons} />
        {number("threshold", isPercent(values) ? fields.percent : fields.threshold)}
        {isChange(values.comparison) && (
          <Select {...form.field("baseline")} label={fields.baseline} options={optionsOf(alerts.baselines)} />
        )}
        {longestWindow(metric) !== null && number("window_minutes", fields.window_minutes)}
        {number("for_minutes", fields.for_minutes)}
        {number("minimum_sample", fields.minimum_sample)}
        <Select {...form.field("no_data")} label={fields.no_data} options={optionsOf(alerts.noData)} />
        {number("repeat_every_minutes", fields.repeat_every_minutes, alerts.repeatHelp)}
      </div>
      <TextArea {...form.field("mail")} label={fields.mail} help={alerts.listHelp} rows={2} spellcheck={false} />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextArea {...form.field("sms")} label={fields.sms} rows={2} placeholder="+998901234567" spellcheck={false} />
        <TextArea {...form.field("slack")} label={fields.slack} rows={2} spellcheck={false} />
      </div>
      <Switch label={fields.enabled} checked={enabled} onChange={() => setEnabled(!enabled)} />
    </FormDialog>
  );
}
