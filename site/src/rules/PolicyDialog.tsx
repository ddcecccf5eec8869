import { useState } from "preact/hooks";
import type { PolicyView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Checkbox.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { type Query, useQuery } from "../use-query.ts";
import { readFigure } from "./condition-tree.ts";
import { changePolicy, isProposal, POLICY } from "./rule-api.ts";
import type { RulesWords } from "./words.ts";

type PolicyDialogProps = { words: RulesWords; isOpen: boolean; mayWrite: boolean; onClose: () => void };

/** How the organisation applies its rules. */
export function PolicyDialog(props: PolicyDialogProps) {
  return (
    <Dialog title={props.words.rules.policyForm.title} isOpen={props.isOpen} onClose={props.onClose}>
      {props.isOpen && <LoadedPolicy {...props} />}
    </Dialog>
  );
}

function LoadedPolicy(props: PolicyDialogProps) {
  const query = useQuery<PolicyView>(POLICY);
  if (query.data) return <PolicyForm {...props} policy={query.data} query={query} />;
  if (query.failure) return <ErrorState failure={query.failure} onRetry={query.retry} />;
  return <Skeleton label={props.words.ui.loading} />;
}

type PolicyFormProps = PolicyDialogProps & { policy: PolicyView; query: Query<PolicyView> };

const figures = ["window_minutes", "min_payments", "max_block_rate", "max_factor"] as const;
type Figure = (typeof figures)[number];

function PolicyForm({ words, mayWrite, onClose, policy, query }: PolicyFormProps) {
  const { rules, ui, language } = words;
  const text = rules.policyForm;
  // What was read when the form opened: a reading anew must not change what somebody is writing.
  const [draft, setDraft] = useState(policy);
  const [typed, setTyped] = useState<Record<Figure, string>>(() => ({
    window_minutes: String(policy.breaker.window_minutes),
    min_payments: String(policy.breaker.min_payments),
    max_block_rate: String(Math.round(policy.breaker.max_block_rate * 1000) / 10),
    max_factor: String(policy.breaker.max_factor),
  }));
  const [etag, setEtag] = useState(query.etag ?? "*");
  const [comment, setComment] = useState("");
  const [complaints, setComplaints] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    const read = Object.fromEntries(figures.map((name) => [name, readFigure(typed[name])]));
    const wrong = figures.filter((name) => read[name] === undefined);
    setComplaints(Object.fromEntries(wrong.map((name) => [name, text.notNumber])));
    setRefusal(undefined);
    if (wrong.length > 0) return;
    setSending(true);
    const breaker = {
      enabled: draft.breaker.enabled,
      window_minutes: read.window_minutes ?? 0,
      min_payments: read.min_payments ?? 0,
      max_block_rate: (read.max_block_rate ?? 0) / 100,
      max_factor: read.max_factor ?? 0,
    };
    const { allow_first, four_eyes } = draft;
    const input = { allow_first, four_eyes, breaker, ...(comment.trim() && { comment: comment.trim() }) };
    const outcome = await changePolicy(language, input, etag);
    setSending(false);
    if (!outcome.ok) {
      const { problem } = outcome.failure;
      setComplaints(
        Object.fromEntries((problem?.errors ?? []).map(({ path, message }) => [path.split(".").at(-1), message])),
      );
      if (problem?.code !== "antifraud.rule_policy_changed")
        return setRefusal(explainRefusal(outcome.failure, ui.refused));
      setEtag("*");
      return setRefusal(text.changed);
    }
    showToast(isProposal(outcome.data) ? fill(rules.waits, { name: text.title }) : text.saved);
    query.retry();
    onClose();
  };
  const labels: Record<Figure, string> = {
    window_minutes: text.window,
    min_payments: text.minPayments,
    max_block_rate: text.maxRate,
    max_factor: text.maxFactor,
  };
  return (
    <form class="grid gap-4" noValidate onSubmit={send}>
      <fieldset class="grid gap-4" disabled={!mayWrite}>
        <Switch
          label={text.allowFirst}
          help={text.allowFirstHelp}
          checked={draft.allow_first}
          onChange={(event) => setDraft({ ...draft, allow_first: event.currentTarget.checked })}
        />
        <Switch
          label={text.fourEyes}
          help={text.fourEyesHelp}
          checked={draft.four_eyes}
          onChange={(event) => setDraft({ ...draft, four_eyes: event.currentTarget.checked })}
        />
        <Switch
          label={text.breaker}
          help={text.breakerHelp}
          checked={draft.breaker.enabled}
          onChange={(event) =>
            setDraft({ ...draft, breaker: { ...draft.breaker, enabled: event.currentTarget.checked } })
          }
        />
        <div class="grid grid-cols-2 items-end gap-4">
          {figures.map((name) => (
            <Field
              key={name}
              id={`policy-${name}`}
              name={name}
              label={labels[name]}
              error={complaints[name]}
              inputMode="decimal"
              autocomplete="off"
              value={typed[name]}
              onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        {policy.four_eyes && (
          <Field
            id="policy-comment"
            label={text.comment}
            maxLength={500}
            autocomplete="off"
            error={complaints.comment}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        )}
      </fieldset>
      {refusal && <FormAlert>{refusal}</FormAlert>}
      <div class="flex justify-end gap-2">
        <Button onClick={onClose}>{mayWrite ? ui.cancel : ui.close}</Button>
        {mayWrite && (
          <Button type="submit" look="primary" isBusy={isSending}>
            {text.save}
          </Button>
        )}
      </div>
    </form>
  );
}
