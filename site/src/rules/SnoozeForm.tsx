import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { readFigure } from "./condition-tree.ts";
import type { EditorWords } from "./editor-words.ts";
import { snooze } from "./rule-api.ts";

type SnoozeFormProps = { words: EditorWords; ruleId: string; onCancel: () => void; onDone: (who: string) => void };
type Kind = "user_id" | "card_fingerprint";

const LONGEST_DAYS = 180;

/** Takes the rule out of force for one payer; nothing is lost where it fails. */
export function SnoozeForm({ words, ruleId, onCancel, onDone }: SnoozeFormProps) {
  const { language, ruleEditor, rules, ui, forms } = words;
  const text = ruleEditor.snoozes;
  const [kind, setKind] = useState<Kind>("user_id");
  const [who, setWho] = useState("");
  const [days, setDays] = useState("30");
  const [comment, setComment] = useState("");
  const [complaints, setComplaints] = useState<Record<string, string | undefined>>({});
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    const count = readFigure(days);
    const isFine = count !== undefined && Number.isInteger(count) && count >= 1 && count <= LONGEST_DAYS;
    const wrong = {
      ...(who.trim() === "" && { who: text.valueMissing }),
      ...(!isFine && { days: text.daysWrong }),
      ...(comment.trim() === "" && { comment: text.commentMissing }),
    };
    setComplaints(wrong);
    setRefusal(undefined);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    const outcome = await snooze(language, ruleId, { [kind]: who.trim(), days: count, comment: comment.trim() });
    setSending(false);
    if (outcome.ok) return onDone(who.trim());
    const { problem } = outcome.failure;
    setComplaints(
      Object.fromEntries((problem?.errors ?? []).map(({ path, message }) => [path === kind ? "who" : path, message])),
    );
    setRefusal(explainFailure(outcome.failure, forms, rules.failedAction));
  };
  return (
    <form class="grid gap-4" noValidate onSubmit={send}>
      <Select
        id="snooze-kind"
        label={text.who}
        value={kind}
        options={(["user_id", "card_fingerprint"] as const).map((value) => ({ value, label: text.kinds[value] }))}
        // SAFETY: the options are kinds.
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
      />
      <Field
        id="snooze-who"
        label={text.value}
        error={complaints.who}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={who}
        onInput={(event) => setWho(event.currentTarget.value)}
      />
      <Field
        id="snooze-days"
        label={text.days}
        error={complaints.days}
        inputMode="numeric"
        autocomplete="off"
        value={days}
        onInput={(event) => setDays(event.currentTarget.value)}
      />
      <TextArea
        id="snooze-comment"
        label={text.comment}
        error={complaints.comment}
        maxLength={500}
        value={comment}
        onInput={(event) => setComment(event.currentTarget.value)}
      />
      {refusal && <FormAlert>{refusal}</FormAlert>}
      <div class="flex justify-end gap-2">
        <Button onClick={onCancel}>{ui.cancel}</Button>
        <Button type="submit" look="primary" isBusy={isSending}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}
