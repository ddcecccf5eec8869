import { and, desc, eq, inArray } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { auditInsert } from "#auth";
import { antifraudModelAssignments as assignments, antifraudModels as models } from "../tables.ts";
import { insertReference, type ReferenceRow } from "../watch/watch-store.ts";
import { noRoles } from "./model-roles.ts";

export type ModelRow = typeof models.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;
type AuditRow = Parameters<typeof auditInsert>[1];

export async function findModel(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<ModelRow | undefined> {
  return db
    .select()
    .from(models)
    .where(and(eq(models.organizationId, organizationId), eq(models.id, id)))
    .get();
}

export async function findModels(
  db: DrizzleD1Database,
  organizationId: string,
  ids: readonly string[],
): Promise<ModelRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(models)
    .where(and(eq(models.organizationId, organizationId), inArray(models.id, [...ids])));
}

export async function findModelByVersion(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
): Promise<ModelRow | undefined> {
  return db
    .select()
    .from(models)
    .where(and(eq(models.organizationId, organizationId), eq(models.version, version)))
    .get();
}

/** Newest first. */
export async function listModels(db: DrizzleD1Database, organizationId: string): Promise<ModelRow[]> {
  return db
    .select()
    .from(models)
    .where(eq(models.organizationId, organizationId))
    .orderBy(desc(models.createdAt), desc(models.id))
    .limit(MOST_MODELS);
}

/** Models that an organisation may hold. */
export const MOST_MODELS = 500;

/** Throws where the organisation has a model of that version. */
export async function saveModel(
  db: DrizzleD1Database,
  model: ModelRow,
  reference: ReferenceRow | undefined,
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db.insert(models).values(model),
    ...(reference ? [insertReference(db, reference)] : []),
    auditInsert(db, audit),
  ]);
}

/** Which model does what, by the newest change; nothing was changed where there is none. */
export async function findAssignment(
  db: DrizzleD1Database,
  organizationId: string,
): Promise<Pick<AssignmentRow, "revision" | "roles"> & { change: AssignmentRow["change"] | null }> {
  const newest = await db
    .select()
    .from(assignments)
    .where(eq(assignments.organizationId, organizationId))
    .orderBy(desc(assignments.revision))
    .limit(1)
    .get();
  return newest ?? { revision: 0, roles: noRoles, change: null };
}

/** Saves a change of roles with the statuses that follow from it, or nothing: throws where its revision is taken. */
export async function saveAssignment(
  db: DrizzleD1Database,
  assignment: AssignmentRow,
  changed: readonly Pick<ModelRow, "id" | "status" | "canaryShare">[],
  audit: AuditRow,
): Promise<void> {
  const { organizationId, createdAt } = assignment;
  await db.batch([
    db.insert(assignments).values(assignment),
    ...changed.map(({ id, status, canaryShare }) =>
      db
        .update(models)
        .set({ status, canaryShare, updatedAt: createdAt })
        .where(and(eq(models.organizationId, organizationId), eq(models.id, id))),
    ),
    auditInsert(db, audit),
  ]);
}
