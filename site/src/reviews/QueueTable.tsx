import type { RefObject } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReviewItem } from "../api-types.ts";
import { NothingFound } from "../app/NothingFound.tsx";
import type { ReadOn } from "../app/use-read-on.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { DataTable, type Selection, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { reviewColumns } from "./review-columns.tsx";
import type { useQuestions } from "./use-questions.ts";
import type { useQueue } from "./use-queue.ts";
import type { ReviewWords } from "./words.ts";

type QueueTableProps = {
  words: ReviewWords;
  list: ReturnType<typeof useQueue>;
  /** Those that the filter lets through, and how many of those that wait to be shown it does. */
  rows: readonly ReviewItem[];
  fresh: number;
  search: ReadOn;
  me: string | undefined;
  openId: string | undefined;
  onOpen: (id: string) => void;
  control: RefObject<TableControl>;
  selection: Selection | undefined;
  isNarrowed: boolean;
  onClear: () => void;
};

/** The rows of the queue, and what stands in their place while there are none. */
export function QueueTable(props: QueueTableProps) {
  const { words, list, rows, fresh, search, me, openId, onOpen, control, selection, isNarrowed, onClear } = props;
  const { reviews, language } = words;
  const { queue, dispatch, phase, more, loadMore, retry } = list;
  const columns = useMemo(() => reviewColumns(words, me, queue.left), [words, me, queue.left]);
  if (phase === "failed") return null;
  if (phase === "ready" && rows.length + fresh === 0)
    return isNarrowed ? (
      <NothingFound text={reviews.nothing} search={search} onClear={onClear} />
    ) : (
      <EmptyState title={reviews.empty.title}>
        <p>{reviews.empty.body}</p>
        <ButtonLink href={pathToApp(language, "decisions")}>{reviews.empty.decisions}</ButtonLink>
      </EmptyState>
    );
  return (
    <DataTable<ReviewItem>
      id="reviews"
      label={reviews.table}
      columns={columns}
      rows={rows}
      rowId={({ transaction_id }) => transaction_id}
      isLoading={phase === "loading"}
      openId={openId}
      onOpen={onOpen}
      control={control}
      fresh={fresh}
      onReveal={() => {
        dispatch({ type: "revealed" });
        control.current?.toTop();
      }}
      onEnd={loadMore}
      selection={selection}
    >
      {phase === "ready" && <TableFoot list={{ phase, more, loadMore, reload: retry }} end={reviews.end} />}
    </DataTable>
  );
}

/** Which rows are selected, and what can be done with all of them. */
export function useSelection({ reviews }: ReviewWords) {
  const [ids, onChange] = useState<ReadonlySet<string>>(new Set());
  const selectionOf = ({
    onAssign,
    onBatch,
  }: Pick<ReturnType<typeof useQuestions>, "onAssign" | "onBatch">): Selection => ({
    ids,
    onChange,
    actions: (chosen) => (
      <>
        <Button onClick={() => onAssign(chosen)}>{reviews.actions.assign}</Button>
        <Button onClick={() => onBatch(chosen, "APPROVED")}>{reviews.actions.approve}</Button>
        <Button look="danger" onClick={() => onBatch(chosen, "BLOCKED")}>
          {reviews.actions.block}
        </Button>
      </>
    ),
  });
  return { selectionOf, deselect: () => onChange(new Set()) };
}
