import type { ReviewItem } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold, readRange } from "../ui/filter-query.ts";
import type { ReviewWords } from "./words.ts";

/** What the queue can be narrowed and ordered by. */
export function reviewFields({ reviews }: Pick<ReviewWords, "reviews">): FilterField[] {
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [
    { name: "state", title: reviews.filters.state, options: options(reviews.states) },
    { name: "assignee", title: reviews.filters.assignee, options: options(reviews.assignees) },
    { name: "overdue", title: reviews.filters.overdue, options: [{ value: "true", label: reviews.overdueOnly }] },
    { name: "score", title: reviews.filters.score, example: ">700" },
    { name: "sort", title: reviews.filters.sort, options: options(reviews.sorts) },
  ];
}

/** The part of a filter that the API applies to the whole queue. */
export function toReviewQuery({ fields }: Filter): string {
  const least = fields.score === undefined ? undefined : readRange(fields.score)?.min;
  return queryOf({
    limit: "100",
    state: fields.state,
    assignee: fields.assignee,
    overdue: fields.overdue,
    min_score: least === undefined ? undefined : String(Math.max(0, Math.min(1000, Math.round(least)))),
    sort: fields.sort,
  });
}

/** Whether a row holds every word that was typed, and is not above the highest score asked for. */
export function passesWords(
  { fields, words }: Filter,
  { transaction, risk_score, transaction_id }: ReviewItem,
): boolean {
  const most = fields.score === undefined ? undefined : readRange(fields.score)?.max;
  if (most !== undefined && risk_score > most) return false;
  const text = fold(
    `${transaction_id} ${transaction?.user_id} ${transaction?.merchant} ${transaction?.reasons.join(" ")}`,
  );
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
