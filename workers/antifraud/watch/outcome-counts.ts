import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { DAY } from "../signals/windows.ts";
import { ANY_DECISION, type Watched } from "./scored-payments.ts";

/** How many payments turned out how, by what a model decided. */
export type OutcomeGroup = { version: string; isFlagged: number; isFraud: number; payments: number };

/** The newest report on each payment; one that nobody reported on counts as legitimate. */
export const known = (organizationId: string) => sql`
  SELECT transaction_id, is_fraud, row_number() OVER (
    PARTITION BY transaction_id ORDER BY reported_at DESC, received_at DESC, rowid DESC) AS place
  FROM antifraud_labels WHERE organization_id = ${organizationId}`;

/** How the payments turned out that models decided on these days. */
export async function countOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  fromDay: number,
  toDay: number,
): Promise<OutcomeGroup[]> {
  return db.all(sql`
    WITH known AS (${known(organizationId)})
    SELECT ml_model_version AS version, decision <> 'APPROVED' AS isFlagged, coalesce(known.is_fraud, 0) AS isFraud,
      count(*) AS payments
    FROM antifraud_transactions AS decided
    LEFT JOIN known ON known.transaction_id = decided.transaction_id AND known.place = 1
    WHERE decided.organization_id = ${organizationId} AND decision IN ${ANY_DECISION}
      AND created_at >= ${fromDay * DAY} AND created_at < ${(toDay + 1) * DAY} AND ml_model_version <> 'rules-only'
    GROUP BY 1, 2, 3`);
}

/** How the payments turned out that a model would have decided on these days. */
export async function countShadowOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  { version, shadowId }: Watched,
  fromDay: number,
  toDay: number,
): Promise<OutcomeGroup[]> {
  return db.all(sql`
    WITH known AS (${known(organizationId)})
    SELECT ${version} AS version, would_decide <> 'APPROVED' AS isFlagged, coalesce(known.is_fraud, 0) AS isFraud,
      count(*) AS payments
    FROM antifraud_challenger_scores AS scored
    LEFT JOIN known ON known.transaction_id = scored.transaction_id AND known.place = 1
    WHERE scored.organization_id = ${organizationId} AND model_id = ${shadowId}
      AND created_at >= ${fromDay * DAY} AND created_at < ${(toDay + 1) * DAY}
    GROUP BY 1, 2, 3`);
}

/** How many reports came in on these days, by source and by the whole hours since their payments. */
export async function countReports(
  db: DrizzleD1Database,
  organizationId: string,
  fromDay: number,
  toDay: number,
): Promise<{ source: string; hours: number; reports: number }[]> {
  return db.all(sql`
    SELECT source, max(0, received_at - occurred_at) / 3600000 AS hours, count(*) AS reports FROM antifraud_labels
    WHERE organization_id = ${organizationId} AND received_at >= ${fromDay * DAY} AND received_at < ${(toDay + 1) * DAY}
    GROUP BY 1, 2 ORDER BY 1, 2`);
}
