import { fill } from "../i18n/fill.ts";
import { TextArea } from "../ui/Field.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { type BuilderContext, ConditionBuilder } from "./ConditionBuilder.tsx";
import { type ConditionDraft, readDraft, switchView } from "./condition-draft.ts";

type ConditionFieldProps = {
  draft: ConditionDraft;
  context: BuilderContext;
  onChange: (draft: ConditionDraft) => void;
};

/** The condition in two views of the same thing: comparisons, and the text that the API is sent. */
export function ConditionField({ draft, context, onChange }: ConditionFieldProps) {
  const { words, vocabulary, faults, isStrict, isReadOnly } = context;
  const read = readDraft(draft, vocabulary.typeOf);
  const notJson = "notJson" in read ? fill(words.jsonWrong, { reason: read.notJson }) : undefined;
  // Text that is no JSON stays where it is; drawing anew puts the choice back.
  const switchTo = () => onChange(switchView(draft, vocabulary.typeOf) ?? { ...draft });
  const general = faults.get(0) ?? [];
  return (
    <section>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 class="text-14 font-strong">{words.condition}</h2>
        <Segmented
          label={words.views.label}
          value={draft.view}
          options={(["builder", "json"] as const).map((value) => ({ value, label: words.views[value] }))}
          onChange={switchTo}
        />
      </div>
      {draft.view === "builder" ? (
        <>
          <ConditionBuilder tree={draft.tree} context={context} onChange={(tree) => onChange({ ...draft, tree })} />
          {general.map((fault) => (
            <p key={fault} class="mt-2 text-13 text-bad">
              {fault}
            </p>
          ))}
        </>
      ) : (
        <TextArea
          id="rule-json"
          label={words.json}
          help={words.jsonHelp}
          error={draft.text.trim() === "" && !isStrict ? undefined : (notJson ?? (general.join("; ") || undefined))}
          class="font-mono text-12"
          rows={14}
          spellcheck={false}
          readOnly={isReadOnly}
          value={draft.text}
          onInput={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        />
      )}
    </section>
  );
}
