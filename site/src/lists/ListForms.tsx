import type { PaymentList } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { explainFailure } from "../ui/check-form.ts";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { useFields } from "../ui/use-fields.ts";
import { LISTS, listPath, renameList } from "./list-api.ts";
import { tellComplaint } from "./tell-complaint.ts";
import type { ListWords } from "./words.ts";

type FormProps = { words: ListWords; onClose: () => void };

/** Asks what a new list is of and what it does. */
export function AddList({ words, onClose, onAdded }: FormProps & { onAdded: (list: PaymentList) => void }) {
  const { lists, forms, language } = words;
  const form = useFields("list", { name: "", description: "", kind: "block", subject_type: "card" }, (_, message) =>
    tellComplaint(message, lists.complaints),
  );
  const { name, description, kind, subject_type } = form.values;
  const send = async () => {
    if (name.trim() === "") {
      form.complain({ name: lists.nameMissing });
      return "";
    }
    const body = { name: name.trim(), description: description.trim(), kind, subject_type };
    const outcome = await sendCommand<PaymentList>(LISTS, language, { body });
    if (!outcome.ok) return form.refuse(outcome.failure, forms, lists.failedAction);
    showToast(fill(lists.added, { name: outcome.data.name }));
    onAdded(outcome.data);
    return undefined;
  };
  return (
    <FormDialog title={lists.addTitle} submit={lists.addSubmit} onSubmit={send} onClose={onClose}>
      <Field {...form.field("name")} label={lists.fields.name} maxLength={200} autocomplete="off" autofocus />
      <div class="grid gap-4 sm:grid-cols-2">
        <Select {...form.field("kind")} label={lists.fields.kind} options={optionsOf(lists.kinds)} />
        <Select {...form.field("subject_type")} label={lists.fields.subject} options={optionsOf(lists.subjects)} />
      </div>
      <p class="text-13 text-ink-2">
        {lists.kindHelp[kind as PaymentList["kind"]]} {lists.fixed}
      </p>
      <TextArea
        {...form.field("description")}
        label={lists.fields.description}
        help={words.ui.states.optional}
        maxLength={1000}
        rows={2}
      />
    </FormDialog>
  );
}

type OfList = FormProps & { list: PaymentList };

/** Gives a list another name; one that was changed meanwhile is not written over. */
export function RenameList({
  words,
  list,
  etag,
  onClose,
  onRenamed,
}: OfList & { etag?: string; onRenamed: () => void }) {
  const { lists, forms, language } = words;
  const form = useFields("rename", { name: list.name, description: list.description }, (_, message) =>
    tellComplaint(message, lists.complaints),
  );
  const send = async () => {
    const [name, description] = [form.values.name.trim(), form.values.description.trim()];
    if (name === "") {
      form.complain({ name: lists.nameMissing });
      return "";
    }
    const outcome = await renameList(language, list.list_id, { name, description }, etag);
    if (!outcome.ok) return form.refuse(outcome.failure, forms, lists.failedAction);
    showToast(fill(lists.renamed, { name }));
    onRenamed();
    return undefined;
  };
  return (
    <FormDialog title={lists.rename} submit={lists.renameSubmit} onSubmit={send} onClose={onClose}>
      <Field {...form.field("name")} label={lists.fields.name} maxLength={200} autocomplete="off" autofocus />
      <TextArea
        {...form.field("description")}
        label={lists.fields.description}
        help={words.ui.states.optional}
        maxLength={1000}
      />
    </FormDialog>
  );
}

/** Names what goes with a list before it does. */
export function RemoveList({ words, list, onClose, onRemoved }: OfList & { onRemoved: () => void }) {
  const { lists, forms, language } = words;
  const send = async () => {
    const outcome = await sendCommand(listPath(list.list_id), language, { method: "DELETE" });
    if (!outcome.ok) return explainFailure(outcome.failure, forms, lists.failedAction);
    showToast(fill(lists.removed, { name: list.name }));
    onRemoved();
    return undefined;
  };
  return (
    <FormDialog
      title={fill(lists.removeTitle, { name: list.name })}
      submit={lists.remove}
      isDanger
      onSubmit={send}
      onClose={onClose}
    >
      <p class="text-ink-2">{fillCount(lists.removeBody, list.entries, language)}</p>
    </FormDialog>
  );
}
