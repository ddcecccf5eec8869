import { count, desc, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import { antifraudOutcomes as outcomes } from "./analytics/tables.ts";
import { antifraudTransactions as transactions } from "./tables.ts";
import {
  allAlong,
  meantBy,
  outcomesIn,
  passesOver,
  pathOf,
  type Stretch,
  type TransactionFilter,
} from "./transaction-filter.ts";

/** How many decisions one page looks through at the most; outcomes are fewer, and each leads to a row far from the next. */
const LOOKED_THROUGH = { decisions: 10_000, outcomes: 1000 } as const;
/** Counting needs no more of a row than its match. */
const COUNTED_AT_ONCE = 50_000;
const MOST_COUNTINGS = 40;

type Placed = { createdAt: number; transactionId: string };

/**
 * One page of what a filter means, and where the next begins. A page of rare matches is cut short, even to none, rather than
 * that one question reads through everything; it goes on from where it stopped.
 */
export async function searchTransactions<Row extends Placed>(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  { limit, after }: { limit: number; after?: Cursor },
  read: (stretch: Stretch, limit: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; next: Cursor | undefined }> {
  const until = await endOfStretch(db, organizationId, filter, after);
  const found = await read({ after, until }, limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? { at: last.createdAt, id: last.transactionId } : until };
}

/** Whether a filter means more decisions than so many, or lies too thin for that to be found out. */
export async function areMoreThan(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  most: number,
): Promise<boolean> {
  if (!passesOver(filter)) {
    const found = await db
      .select({ one: sql`1` })
      .from(transactions)
      .where(meantBy(organizationId, filter))
      .limit(1)
      .offset(most);
    return found.length > 0;
  }
  let counted = 0;
  let after: Cursor | undefined;
  for (let countings = 0; countings < MOST_COUNTINGS; countings++) {
    const until = await endOfStretch(db, organizationId, filter, after, COUNTED_AT_ONCE);
    const [row] = await db
      .select({ count: count() })
      .from(transactions)
      .where(meantBy(organizationId, filter, { after, until }));
    counted += row?.count ?? 0;
    if (counted > most) return true;
    if (!until) return false;
    after = until;
  }
  return true;
}

/** The last place that one question looks at; undefined where it is the end of the list, or every row on the way is meant. */
async function endOfStretch(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  after: Cursor | undefined,
  most?: number,
): Promise<Cursor | undefined> {
  if (!passesOver(filter)) return undefined;
  const isByOutcome = pathOf(filter) === "label";
  const skipped = (most ?? (isByOutcome ? LOOKED_THROUGH.outcomes : LOOKED_THROUGH.decisions)) - 1;
  const [end] = isByOutcome
    ? await db
        .select({ at: outcomes.decidedAt, id: outcomes.transactionId })
        .from(outcomes)
        .where(outcomesIn(organizationId, filter, { after }))
        .orderBy(desc(outcomes.decidedAt), desc(outcomes.transactionId))
        .limit(1)
        .offset(skipped)
    : await db
        .select({ at: transactions.createdAt, id: transactions.transactionId })
        .from(transactions)
        .where(allAlong(organizationId, filter, { after }))
        .orderBy(desc(transactions.createdAt), desc(transactions.transactionId))
        .limit(1)
        .offset(skipped);
  return end;
}
