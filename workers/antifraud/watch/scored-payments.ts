import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { unpackVector } from "../signals/features.ts";
import { DAY } from "../signals/windows.ts";

/** What a model saw of a payment, and said. */
export type ScoredSample = { score: number; features: (number | null)[] };

/** Who scored: by its version where it decided, by its id where it only watched. */
export type Watched = { version: string; shadowId: string | null };

/** Every organisation that ever paid. One look into the index each, however many payments they have. */
export async function listPayingOrganizations(db: DrizzleD1Database): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    WITH RECURSIVE paying(id) AS (
      SELECT min(organization_id) FROM antifraud_transactions
      UNION ALL
      SELECT (SELECT min(organization_id) FROM antifraud_transactions WHERE organization_id > paying.id)
      FROM paying WHERE paying.id IS NOT NULL
    )
    SELECT id FROM paying WHERE id IS NOT NULL`);
  return rows.map(({ id }) => id);
}

/** What an index lists by decision is read whole by naming every decision. */
export const ANY_DECISION = sql`('APPROVED', 'UNDER_REVIEW', 'BLOCKED')`;

/** When the oldest payment was decided that the projection holds, epoch milliseconds. */
export async function findFirstPayment(db: DrizzleD1Database, organizationId: string): Promise<number | null> {
  const [row] = await db.all<{ at: number | null }>(
    sql`SELECT min(created_at) AS at FROM antifraud_transactions WHERE organization_id = ${organizationId}`,
  );
  return row?.at ?? null;
}

/** How many payments each model decided on a UTC day. */
export async function countDecided(
  db: DrizzleD1Database,
  organizationId: string,
  day: number,
): Promise<{ version: string; payments: number }[]> {
  return db.all(sql`
    SELECT ml_model_version AS version, count(*) AS payments FROM antifraud_transactions
    WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION}
      AND created_at >= ${day * DAY} AND created_at < ${(day + 1) * DAY} AND ml_model_version <> 'rules-only'
    GROUP BY 1`);
}

/** How many payments a model scored on a UTC day beside the one that decided. */
export async function countShadowed(
  db: DrizzleD1Database,
  organizationId: string,
  modelId: string,
  day: number,
): Promise<number> {
  const [row] = await db.all<{ payments: number }>(sql`
    SELECT count(*) AS payments FROM antifraud_challenger_scores
    WHERE organization_id = ${organizationId} AND model_id = ${modelId}
      AND created_at >= ${day * DAY} AND created_at < ${(day + 1) * DAY}`);
  return row?.payments ?? 0;
}

/**
 * Every `every`th of the payments that a model scored on these days, by the millisecond in which they were decided: spread
 * over the days as the payments are, and the same sample each time.
 */
export async function sampleScored(
  db: DrizzleD1Database,
  organizationId: string,
  { version, shadowId }: Watched,
  fromDay: number,
  toDay: number,
  every: number,
): Promise<ScoredSample[]> {
  const [from, to] = [fromDay * DAY, (toDay + 1) * DAY];
  const rows = await db.all<{ score: number; features: string }>(
    shadowId === null
      ? sql`
        SELECT evidence ->> '$.model.score' AS score, evidence ->> '$.features' AS features FROM antifraud_transactions
        WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION} AND created_at >= ${from}
          AND created_at < ${to} AND ml_model_version = ${version} AND created_at % ${every} = 0`
      : sql`
        SELECT scored.score AS score, paid.evidence ->> '$.features' AS features
        FROM antifraud_challenger_scores AS scored JOIN antifraud_transactions AS paid
          ON paid.organization_id = ${organizationId} AND paid.transaction_id = scored.transaction_id
        WHERE scored.organization_id = ${organizationId} AND scored.model_id = ${shadowId} AND scored.created_at >= ${from}
          AND scored.created_at < ${to} AND scored.created_at % ${every} = 0`,
  );
  return rows.map(({ score, features }) => ({ score, features: unpackVector(features) }));
}
