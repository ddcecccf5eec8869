import type { Profile, ReviewItem } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { transactionApi } from "../transaction/paths.ts";
import type { TextQuestion } from "../ui/TextDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { askAnew } from "../use-query.ts";
import type { QueueAction } from "./queue.ts";
import { batch, escalate, note, type Verdict } from "./review-api.ts";
import type { useVerdicts } from "./use-verdicts.ts";
import type { ReviewWords } from "./words.ts";

type Questions = {
  words: ReviewWords;
  ask: (question: TextQuestion) => void;
  /** The payment that may be worked on; undefined where it may not. */
  item: ReviewItem | undefined;
  /** The payment that a note may be written beside, whoever holds it. */
  noted: ReviewItem | undefined;
  rows: readonly ReviewItem[];
  me: Profile | undefined;
  decideMany: ReturnType<typeof useVerdicts>["decideMany"];
  dispatch: (action: QueueAction) => void;
  /** Several are done: none is selected any more. */
  onDone: () => void;
  onEscalated: (id: string) => void;
};

/** What takes a few words: escalating, a note, a verdict on several. And taking several, which takes none. */
export function useQuestions(questions: Questions) {
  const { words, ask, item, noted, rows, me, decideMany, dispatch, onDone, onEscalated } = questions;
  const { reviews, language, ui } = words;

  const onEscalate = () =>
    item &&
    ask({
      title: reviews.escalateTitle,
      label: reviews.why,
      help: reviews.escalateHelp,
      submit: reviews.actions.escalate,
      maxLength: 2000,
      missing: reviews.textMissing,
      onSubmit: async (why) => {
        const outcome = await escalate(language, item.transaction_id, why);
        if (!outcome.ok) return explainRefusal(outcome.failure, ui.refused);
        const { notes: _, verifications: __, ...changed } = outcome.data;
        dispatch({ type: "changed", item: changed });
        showToast(fill(reviews.escalated, { id: item.transaction_id }));
        onEscalated(item.transaction_id);
        return undefined;
      },
    });

  const onNote = () =>
    noted &&
    ask({
      title: reviews.noteTitle,
      label: reviews.noteText,
      submit: reviews.actions.note,
      maxLength: 2000,
      missing: reviews.textMissing,
      onSubmit: async (written) => {
        const outcome = await note(language, noted.transaction_id, written);
        if (!outcome.ok) return explainRefusal(outcome.failure, ui.refused);
        askAnew(`${transactionApi(noted.transaction_id)}/review`);
        showToast(reviews.noted);
        return undefined;
      },
    });

  const onBatch = (ids: string[], decision: Verdict) => {
    const items = rows.filter(({ transaction_id }) => ids.includes(transaction_id));
    const title = fill(reviews.batchTitle[decision === "APPROVED" ? "approve" : "block"], { count: items.length });
    ask({
      title,
      label: reviews.reason,
      help: reviews.batchHelp,
      text: reviews.reasons[decision],
      submit: title,
      isDanger: decision === "BLOCKED",
      maxLength: 500,
      missing: reviews.textMissing,
      onSubmit: async (comment) => {
        const refused = await decideMany(items, decision, comment);
        if (refused === undefined) onDone();
        return refused;
      },
    });
  };

  const onAssign = async (ids: string[]) => {
    if (!me) return;
    const outcome = await batch(language, ids, { action: "assign", assignee: me.id });
    if (!outcome.ok) return void showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
    const done = outcome.data.results.filter(({ status }) => status === "done");
    for (const { transaction_id } of done)
      dispatch({ type: "changed", item: { transaction_id, assignee: me.id, assignee_name: me.full_name } });
    showToast(fill(reviews.batchDone, { done: done.length }));
    onDone();
  };

  return { onEscalate, onNote, onBatch, onAssign };
}
