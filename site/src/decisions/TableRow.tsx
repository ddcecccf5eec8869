import { formatAge, formatAmount, formatDateTime } from "../format.ts";
import { Decision } from "../ui/Decision.tsx";
import { ScoreBar } from "../ui/ScoreBar.tsx";
import type { Words } from "./DecisionsPage.tsx";
import type { DecisionRow } from "./decision-row.ts";

type TableRowProps = {
  row: DecisionRow;
  words: Words;
  now: number;
  index: number;
  isOpen: boolean;
  isReachable: boolean;
  onOpen: (id: string) => void;
  onFocus: (id: string) => void;
};

/** One decision in one line; on a phone in two. */
export function TableRow({
  row,
  words: { language, text },
  now,
  index,
  isOpen,
  isReachable,
  onOpen,
  onFocus,
}: TableRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index}
      aria-selected={isOpen}
      tabIndex={isReachable ? 0 : -1}
      class="decision-row"
      data-id={row.id}
      onClick={() => onOpen(row.id)}
      onFocus={() => onFocus(row.id)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      <span role="gridcell" class="cell-time">
        <time dateTime={row.at} title={formatDateTime(row.at, language)}>
          {formatAge(row.at, now, language)}
        </time>
      </span>
      <span role="gridcell" class="cell-id" title={row.id}>
        {row.id}
      </span>
      <span role="gridcell" class="cell-merchant" title={row.merchant}>
        {row.merchant}
      </span>
      <span role="gridcell" class="cell-category" title={row.category}>
        {row.category}
      </span>
      <span role="gridcell" class="cell-amount">
        {formatAmount(row.amount, language)} <span class="cell-currency">{row.currency}</span>
      </span>
      <span role="gridcell" class="cell-decision">
        <Decision decision={row.decision} word={text.words[row.decision]} />
      </span>
      <span role="gridcell" class="cell-score">
        <span class="cell-figure">{row.score}</span>
        <ScoreBar score={row.score} decision={row.decision} />
      </span>
      <span role="gridcell" class="cell-reason" title={row.reason}>
        {row.reason}
      </span>
    </div>
  );
}
