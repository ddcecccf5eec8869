import type { AlertRule } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { explainFailure } from "../ui/check-form.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { useFields } from "../ui/use-fields.ts";
import { type AlertWords, rulePath } from "./words.ts";

type RuleDialogProps = { words: AlertWords; rule: AlertRule; onClose: () => void; onDone: () => void };

/** Keeps a rule from telling anybody for a while. */
export function MuteRule({ words, rule, onClose, onDone }: RuleDialogProps) {
  const { alerts, forms, language, ui } = words;
  const form = useFields("mute", { minutes: "60", comment: "" }, () => alerts.wrong.other);
  const send = async () => {
    const comment = form.values.comment.trim();
    const body = { minutes: Number(form.values.minutes), ...(comment && { comment }) };
    const outcome = await sendCommand<AlertRule>(`${rulePath(rule.id)}/mute`, language, { body });
    if (!outcome.ok) return form.refuse(outcome.failure, forms, alerts.failedAction);
    onDone();
    return undefined;
  };
  return (
    <FormDialog
      title={fill(alerts.muteTitle, { name: rule.name })}
      submit={alerts.mute}
      onSubmit={send}
      onClose={onClose}
    >
      <p class="text-ink-2">{alerts.muteBody}</p>
      <Select {...form.field("minutes")} label={alerts.muteTerm} options={optionsOf(alerts.terms)} />
      <Field
        {...form.field("comment")}
        label={alerts.comment}
        help={ui.states.optional}
        maxLength={500}
        autocomplete="off"
      />
    </FormDialog>
  );
}

/** Names the rule that goes, and what stays of it, before it does. */
export function RemoveRule({ words, rule, onClose, onDone }: RuleDialogProps) {
  const { alerts, forms, language } = words;
  const send = async () => {
    const outcome = await sendCommand(rulePath(rule.id), language, { method: "DELETE" });
    if (!outcome.ok) return explainFailure(outcome.failure, forms, alerts.failedAction);
    showToast(fill(alerts.removed, { name: rule.name }));
    onDone();
    return undefined;
  };
  return (
    <FormDialog
      title={fill(alerts.removeTitle, { name: rule.name })}
      submit={alerts.remove}
      isDanger
      onSubmit={send}
      onClose={onClose}
    >
      <p class="text-ink-2">{alerts.removeBody}</p>
    </FormDialog>
  );
}
