import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { DAY } from "../signals/windows.ts";
import { BAND_WIDTH, BANDS, type Calibration, type CalibrationBand } from "./calibration.ts";
import type { Outcomes } from "./figures.ts";
import { known } from "./outcome-counts.ts";
import { outcomeDays } from "./outcomes.ts";
import { ANY_DECISION, type Watched } from "./scored-payments.ts";

/** Payments whose evidence is looked at; more would tell shares no better. */
const MOST_READ = 20_000;

/** What a model predicted of the payments whose outcomes are known by a day, and what was found, by bands of its scores. */
export async function calibrationOf(
  db: DrizzleD1Database,
  organizationId: string,
  day: number,
  { version, shadowId }: Watched,
  outcomes: Outcomes,
): Promise<Calibration> {
  const days = outcomeDays(day);
  const [from, to] = [days.from * DAY, (days.to + 1) * DAY];
  const payments = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const every = Math.max(1, Math.ceil(payments / MOST_READ));
  const scored =
    shadowId === null
      ? sql`
        SELECT transaction_id, evidence ->> '$.model.score' AS score, evidence ->> '$.model.probability' AS probability
        FROM antifraud_transactions
        WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION} AND created_at >= ${from}
          AND created_at < ${to} AND ml_model_version = ${version} AND created_at % ${every} = 0`
      : sql`
        SELECT transaction_id, score, probability FROM antifraud_challenger_scores
        WHERE organization_id = ${organizationId} AND model_id = ${shadowId} AND created_at >= ${from}
          AND created_at < ${to} AND created_at % ${every} = 0`;
  const bands = await db.all<CalibrationBand>(sql`
    WITH known AS (${known(organizationId)}), scored AS (${scored})
    SELECT CAST(min(${BANDS - 1}, score / ${BAND_WIDTH}) AS INTEGER) AS band, count(*) AS payments,
      sum(coalesce(known.is_fraud, 0)) AS frauds, avg(probability) AS predicted
    FROM scored LEFT JOIN known ON known.transaction_id = scored.transaction_id AND known.place = 1
    WHERE probability IS NOT NULL GROUP BY 1 ORDER BY 1`);
  return { every, bands };
}
