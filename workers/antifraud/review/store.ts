import { and, asc, desc, eq, getTableColumns, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import {
  antifraudReviewNotes as notes,
  antifraudReviews as reviews,
  antifraudVerifications as verifications,
} from "./tables.ts";

export type ReviewRow = typeof reviews.$inferSelect;
export type NoteRow = typeof notes.$inferSelect;
export type VerificationRow = typeof verifications.$inferSelect;

/** A list as one parameter, since D1 takes 100 a statement. */
const listed = (values: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The reviews that an organisation holds of the given transactions. */
export async function findReviews(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<ReviewRow[]> {
  return db
    .select()
    .from(reviews)
    .where(and(eq(reviews.organizationId, organizationId), inArray(reviews.transactionId, listed(transactionIds))));
}

/** The statement that opens reviews, each once. They travel as one parameter, in the order of the columns. */
export function insertReviews(db: DrizzleD1Database, rows: readonly ReviewRow[]) {
  const fields = Object.keys(getTableColumns(reviews)) as (keyof ReviewRow)[];
  const values = sql.raw(fields.map((_, index) => `value ->> ${index}`).join(", "));
  const json = JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
  // `WHERE true` keeps SQLite from reading ON as a join.
  return db.insert(reviews).select(sql`SELECT ${values} FROM json_each(${json}) WHERE true`).onConflictDoNothing();
}

type Named = Pick<ReviewRow, "organizationId" | "transactionId">;

/** Holds for a review that has no verdict. */
export const isOpen = ({ organizationId, transactionId }: Named): SQL =>
  and(eq(reviews.organizationId, organizationId), eq(reviews.transactionId, transactionId), isNull(reviews.closedAt))!;

/** Holds for a review that nobody else has claimed; epoch milliseconds of business time. */
export const isFreeFor = (reviewer: string, now: number): SQL =>
  or(isNull(reviews.heldUntil), lte(reviews.heldUntil, now), eq(reviews.assignee, reviewer))!;

/** The statement that changes a review if all of `where` still holds; it returns what it changed. */
export const changeReview = (db: DrizzleD1Database, where: readonly SQL[], changes: Partial<ReviewRow>) =>
  db
    .update(reviews)
    .set(changes)
    .where(and(...where))
    .returning({ transactionId: reviews.transactionId });

/** The statement that keeps a note. */
export const insertNote = (db: DrizzleD1Database, row: NoteRow) => db.insert(notes).values(row);

/** The same, if the statement before it in its batch changed anything. */
export function insertNoteIfChanged(db: DrizzleD1Database, row: NoteRow) {
  const fields = Object.keys(getTableColumns(notes)) as (keyof NoteRow)[];
  const values = fields.map((field) => sql`${row[field]}`);
  return db.insert(notes).select(sql`SELECT ${sql.join(values, sql`, `)} WHERE changes() > 0`);
}

/** The statement that says of the note of a verdict that the verdict was undone. */
export const withdrawNote = (db: DrizzleD1Database, organizationId: string, id: string) =>
  db
    .update(notes)
    .set({ kind: "withdrawn" })
    .where(and(eq(notes.organizationId, organizationId), eq(notes.id, id), sql`changes() > 0`));

/** Every note beside the given transactions, oldest first. */
export async function listNotes(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<NoteRow[]> {
  return db
    .select()
    .from(notes)
    .where(and(eq(notes.organizationId, organizationId), inArray(notes.transactionId, listed(transactionIds))))
    .orderBy(asc(notes.createdAt), asc(notes.id));
}

/** What came of asking the payer of a transaction, newest first. */
export async function listVerifications(
  db: DrizzleD1Database,
  organizationId: string,
  transactionId: string,
): Promise<VerificationRow[]> {
  return db
    .select()
    .from(verifications)
    .where(and(eq(verifications.organizationId, organizationId), eq(verifications.transactionId, transactionId)))
    .orderBy(desc(verifications.receivedAt), desc(verifications.reference));
}
