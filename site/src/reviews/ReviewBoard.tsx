import { useMemo, useRef, useState } from "preact/hooks";
import type { ReviewDetail, ReviewItem, ReviewStats } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useSteps } from "../app/use-steps.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { transactionApi } from "../transaction/paths.ts";
import { TransactionDrawer } from "../transaction/TransactionDrawer.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { TextDialog, type TextQuestion } from "../ui/TextDialog.tsx";
import { useQuery } from "../use-query.ts";
import { obstacleOf, ReviewBar } from "./ReviewBar.tsx";
import type { Verdict } from "./review-api.ts";
import { isHeldByOther, reviewColumns } from "./review-columns.tsx";
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
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [question, ask] = useState<TextQuestion>();
  const { queue, dispatch, phase, failure, loadMore, retry } = useQueue(language, toReviewQuery(filter), openId);
  const stats = useQuery<ReviewStats>(phase === "failed" ? undefined : "/api/antifraud/reviews/stats", {
    refreshMs: STATS_MS,
  });
  const rows = useMemo(() => queue.rows.filter((item) => passesWords(filter, item)), [queue.rows, filter]);
  const columns = useMemo(() => reviewColumns(words, profile?.id), [words, profile?.id]);
  const fields = useMemo(() => reviewFields(words), [words]);
  const { decideOne, decideMany, undoLast, settle, isDone } = useVerdicts(words, rows, dispatch);

  const mayReview = profile !== undefined && isPermitted(profile.permissions, "review:transactions");
  const row = rows.find(({ transaction_id }) => transaction_id === openId);
  // A link may lead to one that is beyond the rows that are loaded.
  const single = useQuery<ReviewDetail>(
    openId && phase === "ready" && !row ? `${transactionApi(openId)}/review` : undefined,
  );
  const item: ReviewItem | undefined = row ?? (single.data && { ...single.data, transaction: null });
  const isHeld = item !== undefined && isHeldByOther(item, profile?.id, Date.now());
  const obstacle = obstacleOf(item, isHeld, mayReview || profile === undefined, words);
  const isWorkable = item !== undefined && item.state !== "closed" && mayReview && !isHeld;
  useClaim(
    language,
    isWorkable ? openId : undefined,
    (changed) => dispatch({ type: "changed", item: changed }),
    isDone,
  );

  const { step, leave } = useSteps(table, { openId, open, close });
  /** Goes on to the row under the one that leaves, or to the one above the last. */
  const advance = () => {
    const place = rows.findIndex(({ transaction_id }) => transaction_id === openId);
    const next = rows[place + 1] ?? rows[place - 1];
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
    onDone: () => setSelected(new Set()),
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
        {phase === "ready" && rows.length === 0 && queue.waiting.length === 0 && (
          <EmptyQueue words={words} isNarrowed={!isEmptyFilter(filter)} onClear={() => setFilter(noFilter)} />
        )}
        {(phase === "loading" || (phase === "ready" && rows.length + queue.waiting.length > 0)) && (
          <DataTable<ReviewItem>
            id="reviews"
            label={reviews.table}
            columns={columns}
            rows={rows}
            rowId={({ transaction_id }) => transaction_id}
            isLoading={phase === "loading"}
            openId={openId}
            onOpen={open}
            control={table}
            fresh={queue.waiting.length}
            onReveal={() => dispatch({ type: "revealed" })}
            onEnd={loadMore}
            selection={
              mayReview
                ? {
                    ids: selected,
                    onChange: setSelected,
                    actions: (ids) => (
                      <>
                        <Button onClick={() => onAssign(ids)}>{reviews.actions.assign}</Button>
                        <Button onClick={() => onBatch(ids, "APPROVED")}>{reviews.actions.approve}</Button>
                        <Button look="danger" onClick={() => onBatch(ids, "BLOCKED")}>
                          {reviews.actions.block}
                        </Button>
                      </>
                    ),
                  }
                : undefined
            }
          >
            {phase === "ready" && (
              <footer class="flex h-16 items-center px-4 text-13 text-ink-3 md:px-6">
                {queue.next === null ? reviews.end : ui.loading}
              </footer>
            )}
          </DataTable>
        )}
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

type EmptyQueueProps = { words: ReviewWords; isNarrowed: boolean; onClear: () => void };

function EmptyQueue({ words: { reviews, language }, isNarrowed, onClear }: EmptyQueueProps) {
  if (isNarrowed)
    return (
      <EmptyState title={reviews.nothing.title}>
        <Button onClick={onClear}>{reviews.nothing.clear}</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={reviews.empty.title}>
      <p>{reviews.empty.body}</p>
      <ButtonLink href={pathToApp(language, "decisions")}>{reviews.empty.decisions}</ButtonLink>
    </EmptyState>
  );
}
