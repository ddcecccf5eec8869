import { useCallback, useRef } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { ReviewItem } from "../api-types.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import type { QueueAction } from "./queue.ts";
import { batch, decide, undo, type Verdict } from "./review-api.ts";
import type { ReviewWords } from "./words.ts";

/** As long as the server lets a verdict be undone, less what the way there takes. */
const UNDO_MS = 9500;

type Done = { items: { item: ReviewItem; before?: string }[]; at: number; dismiss: () => void };

/** Verdicts at once and optimistic: the row leaves the queue, comes back where it stood if the server refuses, and for ten seconds by undo. */
export function useVerdicts(words: ReviewWords, rows: readonly ReviewItem[], dispatch: (action: QueueAction) => void) {
  const { language, reviews, ui } = words;
  const last = useRef<Done>();
  const isDone = useRef(new Set<string>());

  const whereIs = (item: ReviewItem) => {
    const place = rows.findIndex(({ transaction_id }) => transaction_id === item.transaction_id);
    return { item, before: rows[place + 1]?.transaction_id };
  };
  const putBack = ({ item, before }: { item: ReviewItem; before?: string }) => {
    isDone.current.delete(item.transaction_id);
    dispatch({ type: "returned", item, before });
  };
  const take = (item: ReviewItem) => {
    isDone.current.add(item.transaction_id);
    dispatch({ type: "taken", id: item.transaction_id });
  };
  const complain = (failure: Failure, otherwise: string) => {
    const why = explainRefusal(failure, ui.refused);
    // Of what may have been done nothing else can be said.
    showToast(failure.unanswered ? why : `${otherwise}: ${why}`, { tone: "bad" });
  };

  const undoLast = useCallback(async () => {
    const done = last.current;
    if (!done || Date.now() - done.at > UNDO_MS) return;
    last.current = undefined;
    done.dismiss();
    for (const entry of done.items) {
      const outcome = await undo(language, entry.item.transaction_id);
      if (!outcome.ok) {
        complain(outcome.failure, entry.item.transaction_id);
        continue;
      }
      const { notes: _, verifications: __, ...item } = outcome.data;
      putBack({ item: { ...entry.item, ...item }, before: entry.before });
      showToast(fill(reviews.undone, { id: entry.item.transaction_id }));
    }
  }, [language, reviews]);

  const offerUndo = (items: Done["items"], text: string) => {
    last.current?.dismiss();
    last.current = { items, at: Date.now(), dismiss: showToast(text, { undo: undoLast, durationMs: UNDO_MS }) };
  };

  const decideOne = async (item: ReviewItem, decision: Verdict, reason: string) => {
    const entry = whereIs(item);
    take(item);
    offerUndo([entry], fill(reviews.done[decision], { id: item.transaction_id }));
    const mine = last.current;
    const outcome = await decide(language, item.transaction_id, decision, reason || reviews.reasons[decision]);
    if (outcome.ok) return;
    mine?.dismiss();
    if (last.current === mine) last.current = undefined;
    putBack(entry);
    complain(outcome.failure, reviews.failedAction);
  };

  /** Of several; returns what is to be told where nothing could be done. */
  const decideMany = async (
    items: readonly ReviewItem[],
    decision: Verdict,
    comment: string,
  ): Promise<string | undefined> => {
    const action = decision === "APPROVED" ? "approve" : "block";
    const outcome = await batch(
      language,
      items.map(({ transaction_id }) => transaction_id),
      { action, comment },
    );
    if (!outcome.ok) return explainRefusal(outcome.failure, ui.refused);
    const doneIds = new Set(
      outcome.data.results.filter(({ status }) => status === "done").map((one) => one.transaction_id),
    );
    const done = items.filter(({ transaction_id }) => doneIds.has(transaction_id)).map(whereIs);
    for (const { item } of done) take(item);
    if (done.length > 0) offerUndo(done, fill(reviews.batchDone, { done: done.length }));
    const refused = items.length - done.length;
    if (refused > 0) showToast(fillCount(reviews.batchRefused, refused, language), { tone: "bad" });
    return undefined;
  };

  /** Notes that somebody is through with one, so that it is not given back. */
  const settle = (id: string) => void isDone.current.add(id);

  return { decideOne, decideMany, undoLast, settle, isDone: useCallback((id: string) => isDone.current.has(id), []) };
}
