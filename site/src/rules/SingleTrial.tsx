import { useState } from "preact/hooks";
import type { TrialResult } from "../api-types.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { explainRefusal } from "../ui/use-form.ts";
import type { Asked } from "./condition-tree.ts";
import type { EditorWords } from "./editor-words.ts";
import { tryDraft } from "./rule-api.ts";

/** The condition held against one payment that was decided, with its values put in. */
export function SingleTrial({ words, asked }: { words: EditorWords; asked: Asked }) {
  const { language, ui } = words;
  const text = words.ruleEditor.trial;
  const [id, setId] = useState("");
  const [sample, setSample] = useState<TrialResult["sample"]>(null);
  const [complaint, setComplaint] = useState<string>();
  const [isTrying, setTrying] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isTrying || id.trim() === "") return;
    setTrying(true);
    const outcome = await tryDraft(language, asked, { transaction_id: id.trim() }, AbortSignal.timeout(15_000));
    setTrying(false);
    setComplaint(outcome.ok ? undefined : explainRefusal(outcome.failure, ui.refused));
    setSample(outcome.ok ? outcome.data.sample : null);
  };
  return (
    <form class="grid gap-2 border-t border-line pt-4" noValidate onSubmit={send}>
      <h3 class="text-13 text-ink-2">{text.one}</h3>
      <div class="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <Field
          id="trial-transaction"
          label={text.oneLabel}
          error={complaint}
          maxLength={100}
          autocomplete="off"
          spellcheck={false}
          class="font-mono text-13"
          value={id}
          onInput={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" isBusy={isTrying} class="h-10">
          {text.oneDo}
        </Button>
      </div>
      {sample && (
        <div role="status" class="text-13">
          <p class="font-strong">{text.results[sample.result]}</p>
          <p class="mt-0.5 font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{sample.explanation}</p>
        </div>
      )}
    </form>
  );
}
