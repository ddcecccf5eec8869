import { and, eq, getTableColumns, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { LabelRow } from "../label-store.ts";
import { antifraudLabels as labels } from "../tables.ts";
import type { ReviewRow } from "./store.ts";
import { antifraudReviews as reviews } from "./tables.ts";

/** A review with a verdict. */
export type DueVerdict = ReviewRow & { verdictId: string };

const isVerdict = ({
  organizationId,
  transactionId,
  verdictId,
}: Pick<DueVerdict, "organizationId" | "transactionId" | "verdictId">) =>
  and(
    eq(reviews.organizationId, organizationId),
    eq(reviews.transactionId, transactionId),
    eq(reviews.verdictId, verdictId),
  );

/**
 * Makes verdicts final that are due and were not undone, and each that has one its label, in one batch. A label comes without
 * its note where that was forgotten meanwhile.
 */
export async function finaliseVerdicts(
  db: DrizzleD1Database,
  due: readonly DueVerdict[],
  labelsOf: ReadonlyMap<string, LabelRow>,
  now: number,
): Promise<void> {
  const [first, ...others] = due.flatMap((verdict) => {
    const label = labelsOf.get(verdict.verdictId);
    const finalise = db
      .update(reviews)
      .set({ finalAt: now })
      .where(and(isVerdict(verdict), isNull(reviews.finalAt), lte(reviews.tellAt, now)));
    return label ? [insertLabel(db, verdict, label, now), finalise] : [finalise];
  });
  if (first) await db.batch([first, ...others]);
}

/** The statement that keeps a verdict's label if the verdict is about to be final. */
function insertLabel(db: DrizzleD1Database, verdict: DueVerdict, label: LabelRow, now: number) {
  const values = (Object.keys(getTableColumns(labels)) as (keyof LabelRow)[]).map((field) => {
    if (field === "isFraud") return sql`${Number(label.isFraud)}`;
    if (field === "sealedNote")
      return sql`(SELECT ${label.sealedNote} FROM antifraud_review_notes AS note
        WHERE note.organization_id = ${verdict.organizationId} AND note.id = ${verdict.verdictId}
        AND note.sealed_note IS NOT NULL)`;
    return sql`${label[field]}`;
  });
  return db
    .insert(labels)
    .select(
      sql`SELECT ${sql.join(values, sql`, `)} FROM antifraud_reviews
        WHERE organization_id = ${verdict.organizationId} AND transaction_id = ${verdict.transactionId}
        AND verdict_id = ${verdict.verdictId} AND final_at IS NULL AND tell_at <= ${now}`,
    )
    .onConflictDoNothing();
}

/** Marks final verdicts as told. */
export async function markTold(db: DrizzleD1Database, final: readonly DueVerdict[], now: number): Promise<void> {
  const [first, ...others] = final.map((verdict) =>
    db
      .update(reviews)
      .set({ toldAt: now })
      .where(and(isVerdict(verdict), isNull(reviews.toldAt))),
  );
  if (first) await db.batch([first, ...others]);
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
