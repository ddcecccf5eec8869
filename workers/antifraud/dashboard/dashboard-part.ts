import type { DashboardPart } from "#platform/dashboard-part";
import { openReadSession } from "#platform/database";
import { listTransactions } from "../store.ts";
import { decisionMessageSchema } from "./decision-message.ts";
import { decisionFeed, entryOf } from "./feed-entries.ts";
import { antifraudSavings } from "./read-savings.ts";
import { readSeries } from "./read-series.ts";
import { readStats } from "./read-stats.ts";

/** What Anti-Fraud shows on the dashboard. */
export const antifraudDashboard: DashboardPart = {
  stats: { product: "antifraud", read: readStats },
  series: readSeries,
  savings: antifraudSavings,
  feed: [decisionFeed],
  message: decisionMessageSchema,
  activity: async ({ env }, organizationId, limit, after) => {
    const rows = await listTransactions(openReadSession(env).db, organizationId, limit, after);
    return rows.map((row) => ({ at: row.createdAt, entry: entryOf(row) }));
  },
};
