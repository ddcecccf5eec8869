import { Lock } from "lucide-preact";
import type { ReviewItem } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { formatAmount, formatMoment } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { useNow } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import type { Column } from "../ui/columns.ts";
import { ScoreBar } from "../ui/ScoreBar.tsx";
import { tellDue } from "./due.ts";
import { isHeldByOther } from "./queue.ts";
import type { ReviewWords } from "./words.ts";

const none: ReadonlySet<string> = new Set();

/** What the queue shows of each payment; of those that `left` it, that they did. */
export function reviewColumns(words: ReviewWords, me: string | undefined, left = none): Column<ReviewItem>[] {
  const { language, reviews } = words;
  const { columns } = reviews;
  return [
    {
      id: "due",
      title: columns.due,
      width: 132,
      phone: "meta",
      cell: (item) =>
        left.has(item.transaction_id) && item.assignee !== me ? (
          <Badge>{reviews.left}</Badge>
        ) : (
          <DueBadge words={words} item={item} />
        ),
    },
    {
      id: "id",
      title: columns.transaction,
      width: 128,
      rank: 3,
      isCopied: true,
      text: ({ transaction_id }) => transaction_id,
      cell: ({ transaction_id }) => <span class="font-mono text-12 text-ink-2">{transaction_id}</span>,
    },
    {
      id: "merchant",
      title: columns.merchant,
      width: 120,
      grows: 1,
      phone: "title",
      text: ({ transaction }) => transaction?.merchant ?? "",
      cell: (item) => (
        <>
          <ClaimMark item={item} words={words} me={me} />
          {item.transaction?.merchant ?? item.transaction_id}
        </>
      ),
    },
    {
      id: "amount",
      title: columns.amount,
      width: 140,
      align: "end",
      phone: "value",
      cell: ({ transaction }) =>
        transaction && (
          <>
            {formatAmount(transaction.amount, language)} <span class="text-12 text-ink-3">{transaction.currency}</span>
          </>
        ),
    },
    {
      id: "score",
      title: columns.score,
      width: 112,
      cell: (item) => (
        <span class="flex items-center gap-2">
          <Score item={item} />
        </span>
      ),
    },
    {
      id: "assignee",
      title: columns.assignee,
      width: 160,
      rank: 2,
      phone: "note",
      text: (item) => tellAssignee(item, words, me),
      cell: (item) => (
        <span class="flex items-center gap-2 text-ink-2">
          {/* A phone has no column for the score. */}
          <span class="flex w-[72px] flex-none items-center gap-2 sm:hidden">
            <Score item={item} />
          </span>
          <span class="truncate">{tellAssignee(item, words, me)}</span>
        </span>
      ),
    },
    {
      id: "reason",
      title: columns.reason,
      width: 140,
      grows: 1.6,
      rank: 1,
      text: ({ transaction }) => transaction?.reasons[0] ?? "",
      cell: ({ transaction }) => <span class="text-ink-2">{transaction?.reasons[0]}</span>,
    },
    {
      id: "priority",
      title: columns.priority,
      width: 88,
      align: "end",
      isHidden: true,
      cell: ({ priority }) => priority,
    },
  ];
}

function tellAssignee(item: ReviewItem, { reviews }: ReviewWords, me: string | undefined): string {
  const { assignee, assignee_name, state } = item;
  if (assignee === null) return state === "escalated" ? reviews.states.escalated : "";
  if (assignee === me) return reviews.mine;
  const name = assignee_name ?? assignee;
  return fill(isHeldByOther(item, me, timeNow()) ? reviews.reviewing : reviews.assigned, { name });
}

function Score({ item: { risk_score, transaction } }: { item: ReviewItem }) {
  return (
    <>
      <span class="w-[30px] flex-none text-right">{risk_score}</span>
      <ScoreBar score={risk_score} decision={transaction?.decision ?? "UNDER_REVIEW"} />
    </>
  );
}

/** A lock beside what a colleague is reviewing, also where there is no room for the name. */
function ClaimMark({ item, words, me }: { item: ReviewItem; words: ReviewWords; me: string | undefined }) {
  const now = useNow();
  if (!isHeldByOther(item, me, now)) return null;
  const name = tellAssignee(item, words, me);
  return (
    <span role="img" aria-label={name} title={name} class="mr-1.5 inline-block align-[-2px] text-warn">
      <Lock size={13} aria-hidden="true" />
    </span>
  );
}

/** How long there is left, told apart where it is little. */
export function DueBadge({ words, item }: { words: ReviewWords; item: ReviewItem }) {
  const now = useNow();
  if (item.state === "closed") return <Badge>{words.reviews.states.closed}</Badge>;
  const { text, tone } = tellDue(item.due_at, now, words.reviews);
  return (
    <Badge tone={tone} title={formatMoment(item.due_at, words.language, words.ui.chart.zone)}>
      {text}
    </Badge>
  );
}
