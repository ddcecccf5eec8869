import { formatNumber } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { EditorWords } from "./editor-words.ts";
import type { RuleDraft } from "./rule-draft.ts";
import type { HistoryResult } from "./use-trial.ts";

type GoLiveDialogProps = {
  words: EditorWords;
  draft: RuleDraft;
  history?: HistoryResult;
  isOpen: boolean;
  submit: string;
  onConfirm: () => void;
  onClose: () => void;
};

/** Says what a rule that decides will do, and what it would have done, before it does. */
export function GoLiveDialog({ words, draft, history, isOpen, submit, onConfirm, onClose }: GoLiveDialogProps) {
  const { language, ruleEditor, ui } = words;
  const { confirm, trial } = ruleEditor;
  const says = draft.state === "canary" ? confirm.canary : confirm.live;
  const legitimate = history?.groups.reduce((sum, one) => sum + (one.label === "legitimate" ? one.hits : 0), 0) ?? 0;
  return (
    <Dialog
      title={confirm.title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look={draft.action === "BLOCK" ? "danger" : "primary"} onClick={onConfirm}>
            {submit}
          </Button>
        </>
      }
    >
      <p>{fill(says[draft.action], { percent: draft.percent })}</p>
      {history && history.payments > 0 && (
        <p class="mt-2 text-13 text-ink-2">
          {fill(trial.hits, {
            hits: formatNumber(history.hits, language),
            payments: formatNumber(history.payments, language),
          })}
          {legitimate > 0 && <span class="text-bad">, {fillCount(trial.legitimate, legitimate, language)}</span>}
        </p>
      )}
    </Dialog>
  );
}
