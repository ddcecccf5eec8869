import type { EntityBlock } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { sendCommand } from "../command.ts";
import { readClock } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { explainFailure } from "../ui/check-form.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { useFields } from "../ui/use-fields.ts";
import { BLOCKS } from "./block-filter.ts";
import type { BlockWords } from "./words.ts";

type FormProps = { words: BlockWords; onClose: () => void; onDone: () => void };

/** Blocks a card, customer or device for a time. */
export function AddBlock({ words, onClose, onDone }: FormProps) {
  const { blocks, forms, language, ui } = words;
  const form = useFields(
    "block",
    { entity_type: "card", entity_id: "", reference: "", reason: "", hours: "72", expires_at: "" },
    () => blocks.wrong,
  );
  const send = async () => {
    const { entity_type, hours } = form.values;
    const [entity_id, reason, reference] = [form.values.entity_id, form.values.reason, form.values.reference].map(
      (text) => text.trim(),
    );
    const until = hours === "until" ? new Date(readClock(form.values.expires_at)) : undefined;
    const complaints = {
      ...(!entity_id && { entity_id: blocks.idMissing }),
      ...(!reason && { reason: blocks.reasonMissing }),
      ...(until && !(until.getTime() > timeNow()) && { expires_at: blocks.untilMissing }),
    };
    form.complain(complaints);
    if (Object.keys(complaints).length > 0) return "";
    const body = {
      entity_type,
      entity_id,
      reason,
      ...(reference && { reference }),
      ...(until ? { expires_at: until.toISOString() } : { hours: Number(hours) }),
    };
    const outcome = await sendCommand<EntityBlock>(BLOCKS, language, { body });
    if (!outcome.ok) return form.refuse(outcome.failure, forms, blocks.failedAction);
    showToast(fill(blocks.added, { id: outcome.data.entity_id ?? "" }));
    onDone();
    return undefined;
  };
  const type = form.values.entity_type as EntityBlock["entity_type"];
  return (
    <FormDialog title={blocks.addTitle} submit={blocks.addSubmit} isDanger onSubmit={send} onClose={onClose}>
      <Select {...form.field("entity_type")} label={blocks.fields.type} options={optionsOf(blocks.types)} />
      <Field
        {...form.field("entity_id")}
        label={blocks.fields.id}
        help={blocks.ids[type]}
        class="font-mono text-13"
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        autofocus
      />
      <Field {...form.field("reason")} label={blocks.fields.reason} maxLength={500} autocomplete="off" />
      <Field
        {...form.field("reference")}
        label={blocks.fields.reference}
        help={ui.states.optional}
        maxLength={100}
        autocomplete="off"
      />
      <Select {...form.field("hours")} label={blocks.fields.hours} options={optionsOf(blocks.terms)} />
      {form.values.hours === "until" && (
        <Field {...form.field("expires_at")} type="datetime-local" label={blocks.fields.expires_at} />
      )}
      <p class="text-13 text-ink-2">{blocks.addHelp}</p>
    </FormDialog>
  );
}

/** Names whose block is lifted, and what follows, before it is. */
export function LiftBlock({ words, block, onClose, onDone }: FormProps & { block: EntityBlock }) {
  const { blocks, forms, language } = words;
  const id = block.entity_id ?? blocks.erased;
  const send = async () => {
    const outcome = await sendCommand(`${BLOCKS}/${encodeURIComponent(block.block_id)}`, language, {
      method: "DELETE",
    });
    // One that is over by now is what was asked for.
    const isOver = !outcome.ok && outcome.failure.problem?.code === "antifraud.block_over";
    if (!outcome.ok && !isOver) return explainFailure(outcome.failure, forms, blocks.failedAction);
    showToast(fill(blocks.lifted, { id }));
    onDone();
    return undefined;
  };
  return (
    <FormDialog
      title={fill(blocks.liftTitle, { id })}
      submit={blocks.lift}
      isDanger
      onSubmit={send}
      onClose={onClose}
      class="[overflow-wrap:anywhere]"
    >
      <p class="text-ink-2">{blocks.liftBody}</p>
    </FormDialog>
  );
}
