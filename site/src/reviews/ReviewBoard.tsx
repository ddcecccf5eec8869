import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { ReviewDetail, ReviewItem, ReviewStats } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useReadOn } from "../app/use-read-on.ts";
import { useSteps } from "../app/use-steps.ts";
import { timeNow } from "../clock.ts";
import { fill } from "../i18n/fill.ts";
import { transactionApi } from "../transaction/paths.ts";
import { TransactionDrawer } from "../transaction/TransactionDrawer.tsx";
import { useNow } from "../ui/Age.tsx";
import { copyText } from "../ui/copy-text.ts";
import type { TableControl } from "../ui/DataTable.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TextDialog, type TextQuestion } from "../ui/TextDialog.tsx";
import { useQuery } from "../use-query.ts";
import { QueueTable, useSelection } from "./QueueTable.tsx";
import { isHeldByOther, nextFree } from "./queue.ts";
import { obstacleOf, ReviewBar } from "./ReviewBar.tsx";
import type { Verdict } from "./review-api.ts";
import { passesWords, reviewFields, toReviewQuery } from "./review-filter.ts";
import { useClaim } from "./use-claim.ts";
import { useQuestions } from "./use-questions.ts";
import { useQueue } from "./use-queue.ts";
import { useVerdicts } from "./use-verdicts.ts";
import type { ReviewWords } from "./words.ts";

const STATS_MS = 15_000;

/** The queue at work: one payment after the other, by keys, with ten seconds to take a verdict back. */
export function ReviewBoard({ words, address }: { words: ReviewWords; address: ReturnType<typeof useAddress> }) {
  const { reviews, shell, ui, language, text } = words;
  const { filter, openId, open, close, setFilter } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const profile = useProfile();
  const { selectionOf, deselect } = useSelection(words);
  const [question, ask] = useState<TextQuestion>();
  const isHeld = useCallback(() => Boolean(table.current?.isHeld()), []);
  const list = useQueue(language, toReviewQuery(filter), { openId, isHeld });
  const { queue, dispatch, phase, failure, at, retry } = list;
  const stats = useQuery<ReviewStats>(phase === "failed" ? undefined : "/api/antifraud/reviews/stats", {
    refreshMs: STATS_MS,
  });
  const rows = useMemo(() => queue.rows.filter((item) => passesWords(filter, item)), [queue.rows, filter]);
  // Only those that will be shown once they are asked for.
  const fresh = useMemo(
    () => queue.waiting.filter((item) => passesWords(filter, item)).length,
    [queue.waiting, filter],
  );
  const narrowed = useReadOn(rows.length, { ...list, rows: queue.rows });
  const fields = useMemo(() => reviewFields(words), [words]);
  const { decideOne, decideMany, undoLast, settle, isDone } = useVerdicts(words, rows, dispatch);

  const mayReview = profile !== undefined && isPermitted(profile.permissions, "review:transactions");
  const row = rows.find(({ transaction_id }) => transaction_id === openId);
  // A link may lead to one that is beyond the rows that are loaded, and of one that left the list its row tells nothing any more.
  const isUnlisted = !row || queue.left.has(row.transaction_id);
  const single = useQuery<ReviewDetail>(
    openId && phase === "ready" && isUnlisted ? `${transactionApi(openId)}/review` : undefined,
  );
  const item: ReviewItem | undefined =
    isUnlisted && single.data ? { ...single.data, transaction: row?.transaction ?? null } : row;
  const now = useNow();
  const isTaken = item !== undefined && isHeldByOther(item, profile?.id, now);
  const obstacle = obstacleOf(item, isTaken, mayReview || profile === undefined, words);
  const isWorkable = item !== undefined && item.state !== "closed" && mayReview && !isTaken;
  useClaim(
    language,
    isWorkable ? openId : undefined,
    (changed) => dispatch({ type: "changed", item: changed }),
    isDone,
  );

  const { step, leave } = useSteps(table, { openId, open, close });
  /** Goes on to the row under the one that leaves, or to the one above the last, past those that cannot be worked on. */
  const isFree = (one: ReviewItem) =>
    one.state !== "closed" && !queue.left.has(one.transaction_id) && !isHeldByOther(one, profile?.id, timeNow());
  const advance = () => {
    const next = nextFree(rows, openId, isFree);
    if (next) open(next.transaction_id);
    else close();
  };
  const onDecide = (decision: Verdict) => {
    if (!item || !isWorkable) return;
    const said = reason.current?.value.trim() ?? "";
    if (reason.current) reason.current.value = "";
    advance();
    void decideOne(item, decision, said);
  };
  const { onEscalate, onNote, onBatch, onAssign } = useQuestions({
    words,
    ask,
    item: isWorkable ? item : undefined,
    noted: mayReview ? item : undefined,
    rows,
    me: profile,
    decideMany,
    dispatch,
    onDone: deselect,
    onEscalated: (id) => {
      settle(id);
      advance();
    },
  });

  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "a", label: reviews.keys.approve, run: () => onDecide("APPROVED"), isAction: true, isOff: !isWorkable },
    { key: "b", label: reviews.keys.block, run: () => onDecide("BLOCKED"), isAction: true, isOff: !isWorkable },
    { key: "e", label: reviews.keys.escalate, run: onEscalate, isAction: true, isOff: !isWorkable },
    { key: "n", label: reviews.keys.note, run: onNote, isAction: true, isOff: !item || !mayReview },
    { key: "r", label: reviews.keys.reason, run: () => reason.current?.focus(), isOff: !isWorkable },
    { key: "u", label: reviews.keys.undo, run: () => void undoLast() },
    {
      key: "x",
      label: ui.table.toggle,
      run: () => {
        const id = table.current?.current();
        if (id) table.current?.toggle(id);
      },
    },
    { key: "c", label: ui.table.copyRow, run: () => copyText(table.current?.current(), ui.copied) },
    { key: "/", label: text.keys.search, run: () => search.current?.focus(), isAction: true },
    { key: "Escape", label: text.keys.close, run: leave, isOff: openId === undefined },
  ]);

  const shown =
    stats.data &&
    fill(reviews.stats, { open: stats.data.open, overdue: stats.data.overdue, closed: stats.data.closed_today });
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={reviews.title} shell={shell} note={<span class="max-sm:sr-only">{shown}</span>} />
        {phase !== "failed" && (
          <FilterBar
            page="reviews"
            fields={fields}
            filter={filter}
            input={search}
            placeholder={reviews.search}
            help={reviews.searchHelp}
            onChange={setFilter}
          />
        )}
        {phase === "failed" && failure && <ErrorState failure={failure} onRetry={retry} title={reviews.failed} />}
        <StaleLine failure={phase === "ready" ? failure : undefined} at={at} isOverRows />
        <QueueTable
          {...{ words, list, rows, fresh, openId }}
          search={narrowed}
          me={profile?.id}
          onOpen={open}
          control={table}
          selection={mayReview ? selectionOf({ onAssign, onBatch }) : undefined}
          isNarrowed={!isEmptyFilter(filter)}
          onClear={() => setFilter(noFilter)}
        />
      </div>
      {openId && (
        <TransactionDrawer words={words} id={openId} onClose={leave}>
          <ReviewBar {...{ words, item, obstacle, reason, onDecide, onEscalate, onNote }} />
        </TransactionDrawer>
      )}
      <TextDialog question={question} onClose={() => ask(undefined)} />
    </div>
  );
}
