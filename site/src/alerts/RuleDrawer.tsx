import { useState } from "preact/hooks";
import type { AlertRule } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Drawer } from "../ui/Drawer.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { useQuery } from "../use-query.ts";
import { RuleState } from "./Badges.tsx";
import { showFigure, tellCondition } from "./metrics.ts";
import { MuteRule, RemoveRule } from "./RuleDialogs.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { type AlertWords, rulePath } from "./words.ts";

type RuleDrawerProps = { words: AlertWords; id: string; onChanged: () => void; onClose: () => void };

/** One alert rule: where it stands, whom it tells, and all that can be done with it. */
export function RuleDrawer({ words, id, onChanged, onClose }: RuleDrawerProps) {
  const { alerts, ui, forms, language } = words;
  const { columns, fields } = alerts;
  const { data: rule, etag, failure, retry } = useQuery<AlertRule>(rulePath(id), { refreshMs: 30_000 });
  const [asking, ask] = useState<"edit" | "mute" | "remove">();
  const close = () => ask(undefined);
  const changed = () => {
    retry();
    onChanged();
  };
  /** A command without questions, and what is said once it is through. */
  const command = async <T,>(name: "test" | "unmute", said: (data: T) => string) => {
    const outcome = await sendCommand<T>(`${rulePath(id)}/${name}`, language);
    if (!outcome.ok) return showToast(explainFailure(outcome.failure, forms, alerts.failedAction), { tone: "bad" });
    showToast(said(outcome.data));
    changed();
  };
  const test = () =>
    command<{ messages: unknown[] }>("test", ({ messages }) => fill(alerts.tested, { count: messages.length }));
  const minutes = (count: number) => fill(alerts.minutes, { count });
  return (
    <Drawer
      id={id}
      label={alerts.ruleDetail}
      closeLabel={alerts.close}
      onClose={onClose}
      head={
        rule && (
          <h2 class="truncate text-14" title={rule.name}>
            {rule.name}
          </h2>
        )
      }
      foot={
        rule && (
          <footer class="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-4 py-2 md:px-6">
            <Button look="danger" class="mr-auto" onClick={() => ask("remove")}>
              {alerts.remove}
            </Button>
            <Button onClick={() => void test()}>{alerts.test}</Button>
            {rule.muted ? (
              <Button onClick={() => void command("unmute", () => alerts.unmuted)}>{alerts.unmute}</Button>
            ) : (
              <Button onClick={() => ask("mute")}>{alerts.mute}</Button>
            )}
            <Button look="primary" onClick={() => ask("edit")}>
              {alerts.edit}
            </Button>
          </footer>
        )
      }
    >
      {failure && !rule && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !rule && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {rule && (
        <Section title={tellCondition(rule, words)} aside={<RuleState words={words} rule={rule} />}>
          <FactList
            facts={[
              [columns.figure, rule.state.evaluated_at ? showFigure(rule.state.value, rule, words) : alerts.noValue],
              [columns.severity, alerts.severities[rule.severity]],
              [fields.for_minutes, minutes(rule.for_minutes)],
              [fields.minimum_sample, String(rule.minimum_sample)],
              [fields.no_data, alerts.noData[rule.no_data]],
              [fields.repeat_every_minutes, rule.repeat_every_minutes ? minutes(rule.repeat_every_minutes) : ui.none],
              [fields.mail, rule.channels.mail.join(", ") || ui.none],
              [fields.sms, rule.channels.sms.join(", ") || ui.none],
              [fields.slack, rule.channels.slack.join(", ") || ui.none],
              ...(rule.muted?.comment ? ([[alerts.comment, rule.muted.comment]] as [string, string][]) : []),
            ]}
          />
        </Section>
      )}
      {rule && asking === "edit" && (
        <RuleForm words={words} rule={rule} etag={etag} onClose={close} onSaved={changed} />
      )}
      {rule && asking === "mute" && <MuteRule words={words} rule={rule} onClose={close} onDone={changed} />}
      {rule && asking === "remove" && (
        <RemoveRule
          words={words}
          rule={rule}
          onClose={close}
          onDone={() => {
            onChanged();
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
