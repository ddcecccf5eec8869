import type { RuleView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { DocumentDiff } from "./DocumentDiff.tsx";
import { ruleFields } from "./document-diff.ts";
import type { EditorWords } from "./editor-words.ts";
import type { SaveState } from "./use-rule-save.ts";

type SaveNoticeProps = {
  words: EditorWords;
  saving: SaveState;
  base: RuleView | undefined;
  onMine: () => void;
  onTheirs: () => void;
};

/** What became of the save where it is not simply done, and what can be done about it. */
export function SaveNotice({ words, saving, base, onMine, onTheirs }: SaveNoticeProps) {
  const { language, ruleEditor: text } = words;
  const { refusal, errors, newest, proposalId } = saving;
  if (proposalId)
    return (
      <div role="status" class="flex flex-wrap items-center gap-3 text-13">
        <p class="text-warn">{text.waits}</p>
        <ButtonLink href={pathToApp(language, "rules/proposals", { proposal: proposalId })}>
          {text.toProposal}
        </ButtonLink>
      </div>
    );
  if (newest)
    return (
      <div role="alert" class="grid max-h-[40dvh] gap-3 overflow-y-auto">
        <p class="text-bad">{fill(text.conflict, { revision: newest.revision ?? "" })}</p>
        <DocumentDiff words={words} before={base ?? null} after={newest} fields={ruleFields} />
        <div class="flex flex-wrap gap-2">
          <Button look="danger" onClick={onMine}>
            {text.conflictMine}
          </Button>
          <Button onClick={onTheirs}>{text.conflictTheirs}</Button>
        </div>
      </div>
    );
  if (refusal === undefined) return null;
  return <FormAlert>{errors.length > 0 ? `${refusal}. ${text.wrong}` : refusal}</FormAlert>;
}
