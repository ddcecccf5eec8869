import { and, eq, getTableColumns, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { LabelRow } from "../label-store.ts";
import { antifraudLabels as labels } from "../tables.ts";
import type { ReviewRow } from "./store.ts";
import { antifraudReviews as reviews } from "./tables.ts";

/** A review with a verdict. */
export type DueVerdict = ReviewRow & { verdictId: string };

/** Holds for the given verdicts of an organisation, which travel as one parameter; an undone one is there no more. */
const isAmong = (organizationId: string, verdicts: readonly DueVerdict[]): SQL => {
  const pairs = JSON.stringify(verdicts.map(({ transactionId, verdictId }) => [transactionId, verdictId]));
  return and(
    eq(reviews.organizationId, organizationId),
    sql`(transaction_id, verdict_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`,
  )!;
};

/** Makes verdicts final that are due and were not undone, and keeps their labels, in one batch. */
export async function finaliseVerdicts(
  db: DrizzleD1Database,
  organizationId: string,
  due: readonly DueVerdict[],
  labelsOf: readonly LabelRow[],
  now: number,
): Promise<void> {
  await db.batch([
    insertLabels(db, labelsOf, now),
    db
      .update(reviews)
      .set({ finalAt: now })
      .where(and(isAmong(organizationId, due), isNull(reviews.finalAt), lte(reviews.tellAt, now))),
  ]);
}

/**
 * The statement that keeps labels of verdicts that are about to be final, each under the id of its verdict. A label comes
 * without its note where that was forgotten meanwhile.
 */
function insertLabels(db: DrizzleD1Database, rows: readonly LabelRow[], now: number) {
  const fields = Object.keys(getTableColumns(labels)) as (keyof LabelRow)[];
  const values = fields.map((field, index) => {
    const value = sql.raw(`told.value ->> ${index}`);
    return field === "sealedNote" ? sql`iif(note.sealed_note IS NULL, NULL, ${value})` : value;
  });
  const place = (field: keyof LabelRow) => sql.raw(`told.value ->> ${fields.indexOf(field)}`);
  const json = JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
  return db
    .insert(labels)
    .select(
      sql`SELECT ${sql.join(values, sql`, `)} FROM json_each(${json}) AS told
        JOIN antifraud_reviews AS review ON review.organization_id = ${place("organizationId")}
          AND review.transaction_id = ${place("transactionId")} AND review.verdict_id = ${place("sourceId")}
        LEFT JOIN antifraud_review_notes AS note ON note.organization_id = review.organization_id
          AND note.id = review.verdict_id
        WHERE review.final_at IS NULL AND review.tell_at <= ${now}`,
    )
    .onConflictDoNothing();
}

/** Marks final verdicts as told. */
export async function markTold(
  db: DrizzleD1Database,
  organizationId: string,
  final: readonly DueVerdict[],
  now: number,
): Promise<void> {
  await db
    .update(reviews)
    .set({ toldAt: now })
    .where(and(isAmong(organizationId, final), isNull(reviews.toldAt)));
}

const UNTOLD_AT_ONCE = 500;

/** Verdicts of any organisation that were due at a time and are told to nobody. */
export async function listUntold(db: DrizzleD1Database, before: number) {
  const rows = await db
    .select({
      organizationId: reviews.organizationId,
      transactionId: reviews.transactionId,
      verdictId: reviews.verdictId,
    })
    .from(reviews)
    .where(and(isNotNull(reviews.verdictId), isNull(reviews.toldAt), lte(reviews.tellAt, before)))
    .orderBy(reviews.tellAt)
    .limit(UNTOLD_AT_ONCE);
  return rows.map(({ verdictId, ...row }) => ({ ...row, verdictId: verdictId ?? "" }));
}
