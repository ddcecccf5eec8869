import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudReviews as reviews } from "./tables.ts";

/** How many reviews of an organisation stand how, and how many were closed since a time; business time, milliseconds. */
export async function countQueue(db: DrizzleD1Database, organizationId: string, now: number, since: number) {
  const [counts] = await db
    .select({
      open: sql<number>`count(*)`,
      claimed: sql<number>`coalesce(sum(held_until > ${now}), 0)`,
      escalated: sql<number>`coalesce(sum(escalated_at IS NOT NULL AND coalesce(held_until, 0) <= ${now}), 0)`,
      overdue: sql<number>`coalesce(sum(due_at < ${now}), 0)`,
    })
    .from(reviews)
    .where(and(eq(reviews.organizationId, organizationId), isNull(reviews.closedAt)));
  const [closed] = await db
    .select({ closed_today: sql<number>`count(*)` })
    .from(reviews)
    .where(and(eq(reviews.organizationId, organizationId), closedSince(since)));
  return { open: 0, claimed: 0, escalated: 0, overdue: 0, closed_today: 0, ...counts, ...closed };
}

// Said twice for the partial index, which SQLite does not choose by a comparison with a parameter.
const closedSince = (since: number) => sql`closed_at IS NOT NULL AND closed_at >= ${since}`;

/** When the review in the middle of `open` ones was opened, or between which two; null where there is none. */
export async function openedAtOf(db: DrizzleD1Database, organizationId: string, open: number): Promise<number | null> {
  const rows = await db
    .select({ openedAt: reviews.openedAt })
    .from(reviews)
    .where(and(eq(reviews.organizationId, organizationId), isNull(reviews.closedAt)))
    .orderBy(asc(reviews.openedAt))
    .limit(open % 2 === 0 ? 2 : 1)
    .offset(Math.max(0, Math.ceil(open / 2) - 1));
  return rows.length === 0 ? null : rows.reduce((sum, { openedAt }) => sum + openedAt, 0) / rows.length;
}

/** What each reviewer has, and closed since a time; the busiest first. */
export async function countByReviewer(db: DrizzleD1Database, organizationId: string, now: number, since: number) {
  return db.all<{ id: string; held: number; assigned: number; closed_today: number }>(sql`
    SELECT id, sum(held) AS held, sum(assigned) AS assigned, sum(closed) AS closed_today FROM (
      SELECT assignee AS id, coalesce(held_until > ${now}, 0) AS held, 1 AS assigned, 0 AS closed
        FROM antifraud_reviews WHERE organization_id = ${organizationId} AND closed_at IS NULL AND assignee IS NOT NULL
      UNION ALL
      SELECT closed_by, 0, 0, 1
        FROM antifraud_reviews WHERE organization_id = ${organizationId} AND ${closedSince(since)}
    ) GROUP BY id ORDER BY closed_today DESC, assigned DESC, id LIMIT 200`);
}
