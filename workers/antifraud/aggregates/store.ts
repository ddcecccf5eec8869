import { and, asc, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert, auditInsertIfChanged } from "#auth";
import { isTaken } from "#platform/database";
import { type FillRow, fillInsertIfChanged } from "./fill-store.ts";
import { isInUse, isOver, namingRules } from "./rules-naming.ts";
import {
  antifraudAggregates as aggregates,
  antifraudAggregateBooks as books,
  antifraudAggregateVersions as versions,
} from "./tables.ts";

export type AggregateRow = typeof aggregates.$inferSelect;
export type AggregateVersionRow = typeof versions.$inferSelect;

/** What the constraint of `antifraud_aggregate_books` holds an organisation to. */
export const MOST_AGGREGATES = 20;

/** Why a change was refused: another one took its revision, there would be too many, or rules name what would be gone. */
export type Refusal = "revision_taken" | "too_many" | "in_use";

/** The aggregate of an organisation, deleted or not. */
export async function findAggregate(
  db: DrizzleD1Database,
  organizationId: string,
  name: string,
): Promise<AggregateRow | undefined> {
  return db
    .select()
    .from(aggregates)
    .where(and(eq(aggregates.organizationId, organizationId), eq(aggregates.name, name)))
    .get();
}

/** Those that are counted, by name, from behind a name on. */
export async function listAggregates(
  db: DrizzleD1Database,
  organizationId: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<AggregateRow[]> {
  const later = after === undefined ? undefined : gt(aggregates.name, after);
  return db
    .select()
    .from(aggregates)
    .where(and(eq(aggregates.organizationId, organizationId), isNull(aggregates.deletedAt), later))
    .orderBy(asc(aggregates.name))
    .limit(limit);
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listAggregateVersions(
  db: DrizzleD1Database,
  organizationId: string,
  name: string,
  { limit, before }: { limit: number; before: number | undefined },
): Promise<AggregateVersionRow[]> {
  const older = before === undefined ? undefined : lt(versions.revision, before);
  return db
    .select()
    .from(versions)
    .where(and(eq(versions.organizationId, organizationId), eq(versions.name, name), older))
    .orderBy(desc(versions.revision))
    .limit(limit + 1);
}

/** The revision of what an organisation counts, with all of it, as of one moment. */
export async function findCounted(db: DrizzleD1Database, organizationId: string) {
  const [[book], counted] = await db.batch([
    db.select().from(books).where(eq(books.organizationId, organizationId)),
    db
      .select()
      .from(aggregates)
      .where(and(eq(aggregates.organizationId, organizationId), isNull(aggregates.deletedAt)))
      .orderBy(asc(aggregates.name)),
  ]);
  return { revision: book?.revision ?? 0, counted };
}

/**
 * Writes an aggregate with the version that it has from now on, or nothing. The version comes first: of two changes that both
 * know the revision before, one finds its own taken. Where counting begins anew, the generation that is stored then grows.
 */
export async function saveAggregate(
  db: DrizzleD1Database,
  row: AggregateRow,
  { isAnew, audit }: { isAnew: boolean; audit: AuditRow },
): Promise<Refusal | undefined> {
  const { organizationId, name, generation: _, isFilled: __, countedFrom: ___, ...changed } = row;
  const begun = { generation: sql`generation + 1`, isFilled: false, countedFrom: row.countedFrom };
  try {
    await db.batch([
      db.insert(versions).values({
        organizationId,
        name,
        revision: row.revision,
        description: row.description,
        definition: row.definition,
        isDeleted: row.deletedAt !== null,
        changedBy: audit.actor,
        createdAt: row.updatedAt,
      }),
      db
        .insert(aggregates)
        .values(row)
        .onConflictDoUpdate({
          target: [aggregates.organizationId, aggregates.name],
          set: { ...changed, ...(isAnew && begun) },
        }),
      nextBook(db, organizationId, row.updatedAt, row.deletedAt === null ? undefined : name),
      auditInsert(db, audit),
    ]);
    return undefined;
  } catch (failure) {
    if (isTaken(failure)) return "revision_taken";
    if (isOver(failure, "most_aggregates")) return "too_many";
    if (isInUse(failure)) return "in_use";
    throw failure;
  }
}

/** Begins to count an aggregate anew and to fill it in; false where it was changed, or begun anew, meanwhile. */
export async function beginFill(
  db: DrizzleD1Database,
  before: AggregateRow,
  fill: FillRow,
  audit: AuditRow,
): Promise<boolean> {
  const [begun] = await db.batch([
    db
      .update(aggregates)
      .set({ generation: fill.generation, isFilled: true, countedFrom: fill.untilAt })
      .where(isUnchanged(before)),
    fillInsertIfChanged(db, fill),
    auditInsertIfChanged(db, audit),
    nextBook(db, before.organizationId, fill.startedAt),
  ]);
  return begun.meta.changes > 0;
}

/** Begins to count an aggregate anew, without what was before; for one that cannot be filled in. */
export async function countAnew(db: DrizzleD1Database, before: AggregateRow, now: number): Promise<void> {
  await db.batch([
    db
      .update(aggregates)
      .set({ generation: before.generation + 1, isFilled: false, countedFrom: now })
      .where(isUnchanged(before)),
    nextBook(db, before.organizationId, now),
  ]);
}

const isUnchanged = ({ organizationId, name, revision, generation }: AggregateRow) =>
  and(
    eq(aggregates.organizationId, organizationId),
    eq(aggregates.name, name),
    eq(aggregates.revision, revision),
    eq(aggregates.generation, generation),
    isNull(aggregates.deletedAt),
  );

/** The next revision of what an organisation counts; its constraints refuse too many, and to delete what rules name. */
function nextBook(db: DrizzleD1Database, organizationId: string, now: number, deleted?: string) {
  const kept = sql`(SELECT count(*) FROM antifraud_aggregates WHERE organization_id = ${organizationId} AND deleted_at IS NULL)`;
  const deletedInUse = deleted === undefined ? 0 : sql`(SELECT count(*) FROM ${namingRules(organizationId, deleted)})`;
  return db
    .insert(books)
    .values({ organizationId, revision: 1, kept, deletedInUse, updatedAt: now })
    .onConflictDoUpdate({
      target: books.organizationId,
      set: {
        revision: sql`revision + 1`,
        kept: sql`excluded.kept`,
        deletedInUse: sql`excluded.deleted_in_use`,
        updatedAt: now,
      },
    });
}
