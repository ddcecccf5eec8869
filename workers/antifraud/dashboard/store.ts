import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { SANDBOX_PATTERN } from "#platform/sandbox";
import { liveSet } from "../analytics/count-decisions.ts";
import type { DecisionName } from "../schemas.ts";

/** Rows of one organisation; of every one but the sandboxes where none is named. */
const ownedBy = (organizationId: string | null) =>
  organizationId === null ? sql`organization_id NOT GLOB ${SANDBOX_PATTERN}` : sql`organization_id = ${organizationId}`;

/** Everything that was ever decided, and what of it was blocked; amounts in US cents. */
export async function sumEver(
  db: DrizzleD1Database,
  organizationId: string | null,
): Promise<{ transactions: number; blocked: number; blockedCents: number }> {
  const [row] = await db.all<{ transactions: number; blocked: number; blockedCents: number }>(sql`
    SELECT coalesce(sum(approved + under_review + blocked), 0) AS transactions, coalesce(sum(blocked), 0) AS blocked,
      coalesce(sum(blocked_cents), 0) AS blockedCents
    FROM antifraud_hour_rollups WHERE rollup_set = ${liveSet} AND ${ownedBy(organizationId)}`);
  return row ?? { transactions: 0, blocked: 0, blockedCents: 0 };
}

/** Payments of which it is known how they turned out. */
export type KnownOutcome = { decision: DecisionName; isFraud: number; payments: number; cents: number };

export const groupEveryOutcome = (db: DrizzleD1Database, organizationId: string | null): Promise<KnownOutcome[]> =>
  db.all<KnownOutcome>(sql`
    SELECT decision, is_fraud AS isFraud, count(*) AS payments, sum(amount_usd_cents) AS cents
    FROM antifraud_outcomes WHERE ${ownedBy(organizationId)} GROUP BY 1, 2`);
