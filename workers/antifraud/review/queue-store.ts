import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import type { ReviewRow } from "./store.ts";
import { antifraudReviews as reviews } from "./tables.ts";
import type { State } from "./words.ts";

/** What the queue may be narrowed to; `now` is business time, epoch milliseconds. */
export type QueueFilter = {
  state: State | undefined;
  /** An id, or `none`. */
  assignee: string | undefined;
  isOverdue: boolean | undefined;
  minScore: number | undefined;
  now: number;
};

/** By which column a list goes, and whether the greatest comes first. */
const orders = {
  due: { column: reviews.dueAt, isDescending: false },
  score: { column: reviews.riskScore, isDescending: true },
  priority: { column: reviews.priority, isDescending: true },
  closed: { column: reviews.closedAt, isDescending: true },
} as const;
export type Sort = keyof typeof orders;

/** The reviews of an organisation in an order; one more than `limit` tells that a next page exists. */
export async function listReviews(
  db: DrizzleD1Database,
  organizationId: string,
  { state, assignee, isOverdue, minScore, now }: QueueFilter,
  sort: Sort,
  limit: number,
  after?: Cursor,
): Promise<ReviewRow[]> {
  const { column, isDescending } = orders[sort];
  const [order, beyond] = isDescending ? [desc, lt] : [asc, gt];
  return db
    .select()
    .from(reviews)
    .where(
      and(
        eq(reviews.organizationId, organizationId),
        // Said of every list, since the indexes are partial.
        sort === "closed" ? isNotNull(reviews.closedAt) : isNull(reviews.closedAt),
        state && standsAt(state, now),
        assignee === undefined
          ? undefined
          : assignee === "none"
            ? isNull(reviews.assignee)
            : eq(reviews.assignee, assignee),
        isOverdue === undefined ? undefined : isOverdue ? lt(reviews.dueAt, now) : gte(reviews.dueAt, now),
        minScore === undefined ? undefined : gte(reviews.riskScore, minScore),
        after && or(beyond(column, after.at), and(eq(column, after.at), beyond(reviews.transactionId, after.id))),
      ),
    )
    .orderBy(order(column), order(reviews.transactionId))
    .limit(limit + 1);
}

/** Holds for reviews that stand so at a time. */
function standsAt(state: State, now: number): SQL | undefined {
  const isHeld = gt(reviews.heldUntil, now);
  const isFree = or(isNull(reviews.heldUntil), lte(reviews.heldUntil, now));
  if (state === "claimed") return isHeld;
  if (state === "open") return and(isFree, isNull(reviews.escalatedAt));
  return state === "escalated" ? and(isFree, isNotNull(reviews.escalatedAt)) : undefined;
}
