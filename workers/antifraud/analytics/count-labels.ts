import { sql } from "drizzle-orm";
import type { LabelsReported } from "#platform/events";
import type { Platform } from "#platform/platform";
import { keepOutcomes } from "./count-decisions.ts";

/**
 * Counts how payments turned out, by the newest report of each, whatever the order of the reports. A payment that is not projected
 * yet is counted with its reports when it is.
 */
export async function countLabels({ db }: Platform, events: readonly LabelsReported[]): Promise<void> {
  for (const [organizationId, own] of Map.groupBy(events, (event) => event.organizationId)) {
    const ids = JSON.stringify([...new Set(own.flatMap(({ transactionIds }) => transactionIds))]);
    await keepOutcomes(
      db,
      sql`t.organization_id = ${organizationId} AND t.transaction_id IN (SELECT value FROM json_each(${ids}))`,
    );
  }
}
