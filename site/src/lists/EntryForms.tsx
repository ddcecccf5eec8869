import type { ListEntry, PaymentList } from "../api-types.ts";
import { readClock, toClock } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { useFields } from "../ui/use-fields.ts";
import { useQuery } from "../use-query.ts";
import { addEntry, changeEntry, entryPath, removeEntry, type Said } from "./list-api.ts";
import { tellComplaint } from "./tell-complaint.ts";
import type { ListWords } from "./words.ts";

type Names = "value" | "reason" | "reference" | "expiry" | "expires_at";
type Form = ReturnType<typeof useFields<Names>>;

/** What the form says, or undefined where something is missing, which its fields tell then. */
function readSaid(form: Form, { entries }: ListWords["lists"]): Said | undefined {
  const { reason, reference, expiry, expires_at } = form.values;
  const isOrder = expiry === "regulator";
  const until = expiry === "until" ? new Date(readClock(expires_at)) : undefined;
  if (until && Number.isNaN(until.getTime())) return void form.complain({ expires_at: entries.untilMissing });
  if (isOrder && reference.trim() === "") return void form.complain({ reference: entries.referenceMissing });
  return {
    ...(reason.trim() && { reason: reason.trim() }),
    ...(reference.trim() && { reference: reference.trim() }),
    ...(until && { expires_at: until.toISOString() }),
    ...(isOrder && { preset: "regulator_72h" as const }),
  };
}

/** Why something is on the list and for how long. */
function SaidFields({ form, words }: { form: Form; words: ListWords }) {
  const { entries } = words.lists;
  const { expiry } = form.values;
  return (
    <>
      <Select {...form.field("expiry")} label={entries.expiry} options={optionsOf(entries.expiries)} />
      {expiry === "until" && <Field {...form.field("expires_at")} type="datetime-local" label={entries.untilDate} />}
      <Field
        {...form.field("reference")}
        label={entries.reference}
        help={expiry === "regulator" ? undefined : words.ui.states.optional}
        maxLength={100}
        autocomplete="off"
      />
      <Field
        {...form.field("reason")}
        label={entries.reason}
        help={words.ui.states.optional}
        maxLength={500}
        autocomplete="off"
      />
    </>
  );
}

const explain = (words: ListWords) => (_: Names, message: string) => tellComplaint(message, words.lists.complaints);

type AddProps = { words: ListWords; list: PaymentList; onClose: () => void; onAdded: (entry: ListEntry) => void };

/** Puts a value on a list. */
export function AddEntry({ words, list, onClose, onAdded }: AddProps) {
  const { lists, forms, language } = words;
  const { entries } = lists;
  const form: Form = useFields(
    "entry",
    { value: "", reason: "", reference: "", expiry: "good", expires_at: "" },
    explain(words),
  );
  const send = async () => {
    const value = form.values.value.trim();
    if (value === "") {
      form.complain({ value: entries.valueMissing });
      return "";
    }
    const said = readSaid(form, lists);
    if (!said) return "";
    const outcome = await addEntry(language, list.list_id, { value, ...said });
    if (!outcome.ok) return form.refuse(outcome.failure, forms, lists.failedAction);
    showToast(fill(entries.added, { value: outcome.data.value ?? value }));
    onAdded(outcome.data);
    return undefined;
  };
  return (
    <FormDialog title={entries.addTitle} submit={entries.addSubmit} onSubmit={send} onClose={onClose}>
      <Field
        {...form.field("value")}
        label={entries.value}
        help={lists.examples[list.subject_type]}
        class="font-mono text-13"
        maxLength={253}
        autocomplete="off"
        spellcheck={false}
        autofocus
      />
      <SaidFields form={form} words={words} />
    </FormDialog>
  );
}

type EditProps = {
  words: ListWords;
  entry: ListEntry;
  onClose: () => void;
  onChanged: () => void;
  onTake: (entry: ListEntry) => void;
};

/** Says anew why a value is on a list and until when, or takes it off. */
export function EditEntry({ words, entry, onClose, onChanged, onTake }: EditProps) {
  const { lists, forms, language } = words;
  const { entries } = lists;
  const { etag } = useQuery<ListEntry>(entryPath(entry.list_id, entry.entry_id));
  const form: Form = useFields(
    "entry",
    {
      value: entry.value ?? "",
      reason: entry.reason ?? "",
      reference: entry.reference ?? "",
      expiry: entry.expires_at ? "until" : "good",
      expires_at: entry.expires_at ? toClock(entry.expires_at) : "",
    },
    explain(words),
  );
  const send = async () => {
    const said = readSaid(form, lists);
    if (!said) return "";
    const outcome = await changeEntry(language, entry, said, etag);
    if (!outcome.ok) return form.refuse(outcome.failure, forms, lists.failedAction);
    showToast(fill(entries.edited, { value: entry.value ?? entries.erased }));
    onChanged();
    return undefined;
  };
  const take = () => {
    onClose();
    onTake(entry);
  };
  return (
    <FormDialog
      title={entries.edit}
      submit={entries.editSubmit}
      onSubmit={send}
      onClose={onClose}
      aside={
        <Button look="danger" onClick={take}>
          {entries.take}
        </Button>
      }
    >
      <p class="font-mono text-13 [overflow-wrap:anywhere]">{entry.value ?? entries.erased}</p>
      <SaidFields form={form} words={words} />
    </FormDialog>
  );
}

type TakeProps = { words: ListWords; taken: readonly ListEntry[]; onClose: () => void; onDone: () => void };

/** Takes several values off at once, after it was said how many. */
export function TakeMany({ words, taken, onClose, onDone }: TakeProps) {
  const { lists, forms, language } = words;
  const { entries } = lists;
  const send = async () => {
    let failed = 0;
    for (const entry of taken) {
      const outcome = await removeEntry(language, entry);
      // What somebody else took off meanwhile is off.
      if (outcome.ok || outcome.failure.kind === "not_found") continue;
      if (++failed === taken.length) return explainFailure(outcome.failure, forms, lists.failedAction);
    }
    showToast(fillCount(entries.takenMany, taken.length - failed, language));
    if (failed > 0) showToast(fillCount(entries.takeFailed, failed, language), { tone: "bad" });
    onDone();
    return undefined;
  };
  return (
    <FormDialog
      title={fillCount(entries.takeTitle, taken.length, language)}
      submit={entries.take}
      isDanger
      onSubmit={send}
      onClose={onClose}
    >
      <p class="text-ink-2">{entries.takeBody}</p>
    </FormDialog>
  );
}
