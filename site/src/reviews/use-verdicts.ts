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

type Entry = { item: ReviewItem; before?: string };
type Done = {
  items: Entry[];
  /** When it was pressed, in milliseconds of the page. */
  at: number;
  dismiss: () => void;
  /** Whether the server took it; until that is known, there is nothing to take back. */
  sent: Promise<boolean>;
  isBeingUndone?: boolean;
};

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
  const complain = (failure: Failure, otherwise: string, again: Parameters<typeof showToast>[1] = {}) => {
    const why = explainRefusal(failure, ui.refused);
    // Of what may have been done nothing else can be said.
    return showToast(failure.unanswered ? why : `${otherwise}: ${why}`, { tone: "bad", ...again });
  };
  const timeLeft = ({ at }: Done) => UNDO_MS - (performance.now() - at);

  const undoLast = useCallback(async () => {
    const done = last.current;
    if (!done || done.isBeingUndone || timeLeft(done) < 0) return;
    done.isBeingUndone = true;
    done.dismiss();
    done.items = (await done.sent) ? await takeBack(done) : [];
    done.isBeingUndone = false;
    if (done.items.length === 0 && last.current === done) last.current = undefined;
  }, [language, reviews]);

  /** Returns those that the server did not give back, which may be asked for again. */
  const takeBack = async (done: Done): Promise<Entry[]> => {
    const refused: Entry[] = [];
    for (const entry of done.items) {
      const outcome = await undo(language, entry.item.transaction_id);
      if (!outcome.ok) {
        const durationMs = timeLeft(done);
        const again = durationMs > 0 && last.current === done ? { undo: undoLast, durationMs } : {};
        done.dismiss = complain(outcome.failure, fill(reviews.undoFailed, { id: entry.item.transaction_id }), again);
        refused.push(entry);
        continue;
      }
      const { notes: _, verifications: __, ...item } = outcome.data;
      putBack({ item: { ...entry.item, ...item }, before: entry.before });
      showToast(fill(reviews.undone, { id: entry.item.transaction_id }));
    }
    return refused;
  };

  const offerUndo = (items: Entry[], text: string, sent: Promise<boolean>): Done => {
    last.current?.dismiss();
    const dismiss = showToast(text, { undo: undoLast, durationMs: UNDO_MS });
    last.current = { items, at: performance.now(), dismiss, sent };
    return last.current;
  };

  const decideOne = async (item: ReviewItem, decision: Verdict, reason: string) => {
    const entry = whereIs(item);
    take(item);
    const answer = decide(language, item.transaction_id, decision, reason || reviews.reasons[decision]);
    const sent = answer.then(({ ok }) => ok);
    const mine = offerUndo([entry], fill(reviews.done[decision], { id: item.transaction_id }), sent);
    const outcome = await answer;
    if (outcome.ok) return;
    mine.dismiss();
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
    if (done.length > 0) offerUndo(done, fill(reviews.batchDone, { done: done.length }), Promise.resolve(true));
    const refused = items.length - done.length;
    if (refused > 0) showToast(fillCount(reviews.batchRefused, refused, language), { tone: "bad" });
    return undefined;
  };

  /** Notes that somebody is through with one, so that it is not given back. */
  const settle = (id: string) => void isDone.current.add(id);

  return { decideOne, decideMany, undoLast, settle, isDone: useCallback((id: string) => isDone.current.has(id), []) };
}
