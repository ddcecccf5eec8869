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

/** What a rule is called, so that colleagues know it again. */
export function NameFields({ words: { ruleEditor: text }, draft, complaints, onChange }: RuleFieldsProps) {
  return (
    <>
      <Field
        id="rule-name"
        name="name"
        label={text.name}
        error={complaints.name}
        maxLength={200}
        autocomplete="off"
        value={draft.name}
        onInput={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextArea
        id="rule-description"
        name="description"
        label={text.description}
        help={text.descriptionHelp}
        error={complaints.description}
        maxLength={1000}
        rows={2}
        value={draft.description}
        onInput={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  );
}

/** What it does when it hits, how far it is and whom it tells. */
export function EffectFields({ words: { ruleEditor: text }, draft, complaints, onChange }: RuleFieldsProps) {
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
        <Field
          id="rule-percent"
          name="percent"
          label={text.percent}
          error={complaints.percent}
          inputMode="numeric"
          autocomplete="off"
          class="max-w-32"
          value={draft.percent}
          onInput={(event) => onChange({ percent: event.currentTarget.value })}
        />
      )}
      <Switch
        label={text.enabled}
        checked={draft.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
      <Field
        id="rule-priority"
        name="priority"
        label={text.priority}
        help={text.priorityHelp}
        error={complaints.priority}
        inputMode="numeric"
        autocomplete="off"
        class="max-w-32"
        value={draft.priority}
        onInput={(event) => onChange({ priority: event.currentTarget.value })}
      />
      <TextArea
        id="rule-notify"
        name="notify"
        label={text.notify}
        help={text.notifyHelp}
        error={complaints.notify}
        rows={2}
        spellcheck={false}
        value={draft.notify}
        onInput={(event) => onChange({ notify: event.currentTarget.value })}
      />
      <Field
        id="rule-comment"
        name="comment"
        label={text.comment}
        help={text.commentHelp}
        error={complaints.comment}
        maxLength={500}
        autocomplete="off"
        value={draft.comment}
        onInput={(event) => onChange({ comment: event.currentTarget.value })}
      />
    </>
  );
}
