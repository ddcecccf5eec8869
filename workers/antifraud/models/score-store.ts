import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { DecisionName } from "../schemas.ts";
import { antifraudModels as models, antifraudChallengerScores as scores } from "../tables.ts";
import type { ModelRow } from "./store.ts";

export type ScoreRow = typeof scores.$inferSelect;

/** What payments have in common that a comparison counts together. `isFraud` is null while nobody can know. */
export type ComparedGroup = {
  championDecides: DecisionName;
  wouldDecide: DecisionName;
  championBucket: number;
  bucket: number;
  isChampionAbove800: number;
  isAbove800: number;
  isFraud: number | null;
  payments: number;
  cents: number;
};

/** Scores are put into this many steps of 50; the last one holds 1000 as well. */
export const BUCKETS = 20;
const MOST_COMPARED = 100_000;

/** Every model of these organisations that decides or watches. */
export async function listActiveModels(db: DrizzleD1Database, organizationIds: readonly string[]): Promise<ModelRow[]> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`;
  return db
    .select()
    .from(models)
    .where(and(inArray(models.organizationId, ids), inArray(models.status, ["shadow", "canary", "champion"])));
}

/** Keeps scores, each once however often it arrives. They travel as one parameter, in the order of the columns. */
export async function saveScores(db: DrizzleD1Database, rows: readonly ScoreRow[]): Promise<void> {
  const fields = Object.keys(getTableColumns(scores)) as (keyof ScoreRow)[];
  const values = sql.raw(fields.map((_, index) => `value ->> ${index}`).join(", "));
  const json = JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
  // `WHERE true` keeps SQLite from reading ON as a join.
  await db.insert(scores).select(sql`SELECT ${values} FROM json_each(${json}) WHERE true`).onConflictDoNothing();
}

/** The champion that a model was compared with last. */
export async function findLastChampion(
  db: DrizzleD1Database,
  organizationId: string,
  modelId: string,
): Promise<string | undefined> {
  const newest = await db
    .select({ championId: scores.championId })
    .from(scores)
    .where(and(eq(scores.organizationId, organizationId), eq(scores.modelId, modelId)))
    .orderBy(sql`${scores.createdAt} DESC`)
    .limit(1)
    .get();
  return newest?.championId;
}

/** The newest payments that a model and a champion both scored, counted together; unreported ones before `legitimateBefore` count as legitimate. */
export async function countCompared(
  db: DrizzleD1Database,
  organizationId: string,
  modelId: string,
  championId: string,
  legitimateBefore: number,
): Promise<ComparedGroup[]> {
  return db.all<ComparedGroup>(sql`
    WITH compared AS (
      SELECT * FROM antifraud_challenger_scores
      WHERE organization_id = ${organizationId} AND model_id = ${modelId} AND champion_id = ${championId}
      ORDER BY created_at DESC LIMIT ${MOST_COMPARED}
    ), reported AS (
      SELECT transaction_id, is_fraud,
        row_number() OVER (PARTITION BY transaction_id ORDER BY reported_at DESC, received_at DESC) AS place
      FROM antifraud_labels WHERE organization_id = ${organizationId}
    )
    SELECT champion_decides AS championDecides, would_decide AS wouldDecide,
      min(champion_score / 50, ${BUCKETS - 1}) AS championBucket, min(score / 50, ${BUCKETS - 1}) AS bucket,
      champion_score > 800 AS isChampionAbove800, score > 800 AS isAbove800,
      coalesce(reported.is_fraud, iif(paid.occurred_at < ${legitimateBefore}, 0, NULL)) AS isFraud,
      count(*) AS payments, sum(paid.amount_usd_cents) AS cents
    FROM compared
    JOIN antifraud_transactions AS paid
      ON paid.organization_id = ${organizationId} AND paid.transaction_id = compared.transaction_id
    LEFT JOIN reported ON reported.transaction_id = compared.transaction_id AND reported.place = 1
    GROUP BY 1, 2, 3, 4, 5, 6, 7`);
}
