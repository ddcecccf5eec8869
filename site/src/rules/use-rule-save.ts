import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { RuleView } from "../api-types.ts";
import { explainFailure } from "../ui/check-form.ts";
import type { EditorWords } from "./editor-words.ts";
import { addRule, etagOf, isProposal, replaceRule, rulePath } from "./rule-api.ts";

export type Told = { path: string; message: string };
/** Where a save stands: nothing yet, refused, overtaken by somebody's change, or waiting for a second person. */
export type SaveState = {
  isSending: boolean;
  errors: readonly Told[];
  refusal?: string;
  newest?: RuleView;
  proposalId?: string;
};

const idle: SaveState = { isSending: false, errors: [] };

/** Sends the rule; what was typed stays until the server has it. */
export function useRuleSave(words: EditorWords, base: RuleView | undefined, onSaved: (rule: RuleView) => void) {
  const { language, forms, rules } = words;
  const [state, setState] = useState<SaveState>(idle);

  /** `over` is the revision that it may replace, where that is not the one its author read. */
  const save = async (body: object, over: RuleView | undefined = base): Promise<void> => {
    if (state.isSending) return;
    setState({ ...idle, isSending: true });
    const outcome = over
      ? await replaceRule(language, over.rule_id, body, etagOf(over))
      : await addRule(language, body);
    if (outcome.ok) {
      if (isProposal(outcome.data)) return setState({ ...idle, proposalId: outcome.data.id });
      setState(idle);
      return onSaved(outcome.data);
    }
    const { failure } = outcome;
    if (over && failure.problem?.code === "antifraud.rule_changed") {
      const newest = await callApi<RuleView>(rulePath(over.rule_id), { language });
      if (newest.ok) return setState({ ...idle, newest: newest.data });
    }
    setState({
      ...idle,
      errors: failure.problem?.errors ?? [],
      refusal: explainFailure(failure, forms, rules.failedAction),
    });
  };
  return { ...state, save, reset: () => setState(idle) };
}
