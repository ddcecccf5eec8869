import { useState } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { ListedRule } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import type { TextQuestion } from "../ui/TextDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { deleteRule, etagOf, isProposal, replaceRule, resetBreaker, toInput } from "./rule-api.ts";
import { tellRefusal } from "./tell-refusal.ts";
import type { RulesWords } from "./words.ts";

type Commands = {
  words: RulesWords;
  change: (changes: ReadonlyMap<string, Partial<ListedRule>>) => void;
  again: () => void;
  retryBreakers: () => void;
};

/** What can be done with one rule of the list: switch it, delete it, let it block again. */
export function useRuleCommands({ words, change, again, retryBreakers }: Commands) {
  const { rules: text, language, ui } = words;
  const [question, setQuestion] = useState<TextQuestion>();
  const tellOf = (failure: Failure) => explainRefusal(failure, ui.refused);

  const onToggle = async (rule: ListedRule, isUndo = false) => {
    const enabled = !rule.enabled;
    change(new Map([[rule.rule_id, { enabled }]]));
    const outcome = await replaceRule(language, rule.rule_id, { ...toInput(rule), enabled }, etagOf(rule));
    if (!outcome.ok) {
      change(new Map([[rule.rule_id, rule]]));
      again();
      const isOld = outcome.failure.problem?.code === "antifraud.rule_changed";
      return void showToast(isOld ? text.changed : tellRefusal(outcome.failure, words), { tone: "bad" });
    }
    if (isProposal(outcome.data)) {
      change(new Map([[rule.rule_id, rule]]));
      return void showToast(fill(text.waits, { name: rule.name }));
    }
    const changed = { ...rule, ...outcome.data };
    change(new Map([[rule.rule_id, changed]]));
    const undo = isUndo ? undefined : () => void onToggle(changed, true);
    showToast(fill(enabled ? text.switchedOn : text.switchedOff, { name: rule.name }), { undo });
  };

  const onDelete = (rule: ListedRule) =>
    setQuestion({
      title: fill(text.deleteTitle, { name: rule.name }),
      label: text.why,
      help: text.deleteHelp,
      submit: text.deleteDo,
      isDanger: true,
      maxLength: 500,
      missing: text.whyMissing,
      onSubmit: async (comment) => {
        const outcome = await deleteRule(language, rule, comment);
        if (!outcome.ok) return tellOf(outcome.failure);
        showToast(fill(outcome.data ? text.waits : text.deleted, { name: rule.name }));
        again();
        return undefined;
      },
    });

  const onReset = (id: string, name: string) =>
    setQuestion({
      title: fill(text.resetTitle, { name }),
      label: text.why,
      help: text.resetHelp,
      submit: text.reset,
      maxLength: 500,
      missing: text.whyMissing,
      onSubmit: async (comment) => {
        const outcome = await resetBreaker(language, id, comment);
        if (!outcome.ok) return tellOf(outcome.failure);
        showToast(fill(text.resetDone, { name }));
        retryBreakers();
        return undefined;
      },
    });

  return {
    onToggle: (rule: ListedRule) => void onToggle(rule),
    onDelete,
    onReset,
    question,
    answer: () => setQuestion(undefined),
  };
}
