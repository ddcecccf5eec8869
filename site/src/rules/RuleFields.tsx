import type { RuleView } from "../api-types.ts";
import { Switch } from "../ui/Checkbox.tsx";
import { Field, TextArea } from "../ui/Field.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import type { EditorWords } from "./editor-words.ts";
import type { Complaints, RuleDraft } from "./rule-draft.ts";

type RuleFieldsProps = {
  words: EditorWords;
  draft: RuleDraft;
  complaints: Complaints;
  onChange: (change: Partial<RuleDraft>) => void;
};

const actions = ["BLOCK", "REVIEW", "ALLOW"] as const satisfies readonly RuleView["action"][];
const states = ["draft", "shadow", "canary", "live"] as const satisfies readonly RuleView["state"][];

/** A text of the draft, as its field shows and changes it. */
const typedInto =
  ({ words: { ruleEditor: text }, draft, complaints, onChange }: RuleFieldsProps) =>
  (name: "name" | "description" | "percent" | "priority" | "notify" | "comment") => ({
    id: `rule-${name}`,
    name,
    label: text[name],
    error: complaints[name],
    value: draft[name],
    onInput: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  });

/** What a rule is called, so that colleagues know it again. */
export function NameFields(props: RuleFieldsProps) {
  const { ruleEditor: text } = props.words;
  const typed = typedInto(props);
  return (
    <>
      <Field {...typed("name")} maxLength={200} autocomplete="off" />
      <TextArea {...typed("description")} help={text.descriptionHelp} maxLength={1000} rows={2} />
    </>
  );
}

/** What it does when it hits, how far it is and whom it tells. */
export function EffectFields(props: RuleFieldsProps) {
  const { draft, onChange } = props;
  const { ruleEditor: text } = props.words;
  const typed = typedInto(props);
  return (
    <>
      <div class="grid gap-1.5">
        <p class="font-strong">{text.action}</p>
        <div>
          <Segmented
            label={text.action}
            value={draft.action}
            options={actions.map((value) => ({ value, label: text.actions[value] }))}
            onChange={(action) => onChange({ action })}
          />
        </div>
      </div>
      <div class="grid gap-1.5">
        <p class="font-strong">{text.state}</p>
        <div>
          <Segmented
            label={text.state}
            value={draft.state}
            options={states.map((value) => ({ value, label: text.states[value] }))}
            onChange={(state) => onChange({ state })}
          />
        </div>
        <p class="text-13 text-ink-2">{text.stateHelp[draft.state]}</p>
      </div>
      {draft.state === "canary" && (
        <Field {...typed("percent")} inputMode="numeric" autocomplete="off" class="max-w-32" />
      )}
      <Switch
        label={text.enabled}
        checked={draft.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
      <Field {...typed("priority")} help={text.priorityHelp} inputMode="numeric" autocomplete="off" class="max-w-32" />
      <TextArea {...typed("notify")} help={text.notifyHelp} rows={2} spellcheck={false} />
      <Field {...typed("comment")} help={text.commentHelp} maxLength={500} autocomplete="off" />
    </>
  );
}
