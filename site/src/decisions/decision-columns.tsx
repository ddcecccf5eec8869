import { formatAmount } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import type { Column } from "../ui/columns.ts";
import { Decision } from "../ui/Decision.tsx";
import { ScoreBar } from "../ui/ScoreBar.tsx";
import type { Words } from "./DecisionsPage.tsx";
import type { DecisionRow } from "./decision-row.ts";

/** What the table of decisions shows of each. */
export function decisionColumns({ language, text }: Words): Column<DecisionRow>[] {
  const { columns } = text;
  return [
    {
      id: "time",
      title: columns.time,
      width: 96,
      phone: "meta",
      cell: ({ at }) => (
        <span class="text-ink-2">
          <Age at={at} />
        </span>
      ),
    },
    {
      id: "id",
      title: columns.transaction,
      width: 128,
      rank: 2,
      isCopied: true,
      text: ({ id }) => id,
      cell: ({ id }) => <span class="font-mono text-12 text-ink-2">{id}</span>,
    },
    {
      id: "merchant",
      title: columns.merchant,
      width: 140,
      grows: 1.2,
      phone: "title",
      text: ({ merchant }) => merchant,
      cell: ({ merchant }) => merchant,
    },
    {
      id: "category",
      title: columns.category,
      width: 100,
      rank: 3,
      text: ({ category }) => category,
      cell: ({ category }) => <span class="text-ink-2">{category}</span>,
    },
    {
      id: "user",
      title: columns.user,
      width: 128,
      isHidden: true,
      isCopied: true,
      text: ({ userId }) => userId,
      cell: ({ userId }) => <span class="font-mono text-12 text-ink-2">{userId}</span>,
    },
    {
      id: "amount",
      title: columns.amount,
      width: 140,
      align: "end",
      phone: "value",
      cell: ({ amount, currency }) => (
        <>
          {formatAmount(amount, language)} <span class="text-12 text-ink-3">{currency}</span>
        </>
      ),
    },
    {
      id: "decision",
      title: columns.decision,
      width: 124,
      phone: "note",
      cell: ({ decision, score }) => (
        <span class="flex items-center gap-2">
          <Decision decision={decision} word={text.words[decision]} />
          <span class="text-ink-2 sm:hidden">
            <span class="sr-only">{columns.score} </span>
            {score}
          </span>
        </span>
      ),
    },
    {
      id: "score",
      title: columns.score,
      width: 112,
      cell: ({ score, decision }) => (
        <span class="flex items-center gap-2">
          <span class="w-[30px] flex-none text-right">{score}</span>
          <ScoreBar score={score} decision={decision} />
        </span>
      ),
    },
    {
      id: "reason",
      title: columns.reason,
      width: 160,
      grows: 1.6,
      rank: 1,
      text: ({ reason }) => reason,
      cell: ({ reason }) => <span class="text-ink-2">{reason}</span>,
    },
  ];
}
