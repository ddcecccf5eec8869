import { BacktestForm } from "../backtests/BacktestForm.tsx";
import { blankValues } from "../backtests/backtest-values.ts";
import { pathToApp } from "../paths.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { type Asked, readFigure } from "./condition-tree.ts";
import type { EditorWords } from "./editor-words.ts";
import { keepDraft } from "./kept-draft.ts";
import type { RuleDraft } from "./rule-draft.ts";

type DraftBacktestProps = {
  words: EditorWords;
  draft: RuleDraft;
  /** Undefined while the condition is not complete. */
  asked: Asked | undefined;
  /** Undefined of a rule that is nowhere yet. */
  ruleId: string | undefined;
  isOpen: boolean;
  /** Called before the page is left for the backtest. */
  onLeave: () => void;
  onClose: () => void;
};

/** Begins a backtest of exactly what is in the form, and opens it; it leads back here with what it tried. */
export function DraftBacktest({ words, draft, asked, ruleId, isOpen, onLeave, onClose }: DraftBacktestProps) {
  const { language, ui, backtestForm, ruleEditor } = words;
  const { name, description, priority, action } = draft;
  const tried = asked && {
    ...(ruleId !== undefined && { rule_id: ruleId }),
    ...{ name: name.trim(), description: description.trim(), priority: readFigure(priority), action },
    ...asked,
  };
  return (
    <Dialog title={backtestForm.draftTitle} isOpen={isOpen} onClose={onClose}>
      {isOpen && tried && (
        <BacktestForm
          words={{ language, ui, form: backtestForm, ruleStates: ruleEditor.states }}
          initial={blankValues({ name: tried.name, drafts: [tried] })}
          isDraftFixed
          onDone={({ id }) => {
            keepDraft(id, draft);
            onLeave();
            location.assign(pathToApp(language, "backtests", { backtest: id }));
          }}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
