import type { DashboardPart } from "#platform/dashboard-part";
import { openReadSession } from "#platform/database";
import { boundsOf } from "#platform/period";
import { listDecisions, listFrauds } from "../analytics/rollup-store.ts";

/** Decisions, blocks and confirmed frauds over time. */
export const readSeries: DashboardPart["series"] = async ({ env }, organizationId, period, unit) => {
  const { db } = openReadSession(env);
  const [decided, frauds] = await Promise.all([
    listDecisions(db, organizationId, period, unit),
    listFrauds(db, organizationId, period, unit),
  ]);
  const { first, end } = boundsOf(period, unit);
  const lineOf = <Row extends { at: number }>(rows: readonly Row[], value: (row: Row) => number): number[] => {
    const values = new Array<number>(end - first).fill(0);
    for (const row of rows) values[row.at - first] = value(row);
    return values;
  };
  return [
    {
      name: "transactions",
      title: { uz: "Toʻlovlar", ru: "Платежи", en: "Payments" },
      unit: "count",
      values: lineOf(decided, ({ approved, underReview, blocked }) => approved + underReview + blocked),
    },
    {
      name: "blocked",
      title: { uz: "Bloklangan toʻlovlar", ru: "Заблокированные платежи", en: "Blocked payments" },
      unit: "count",
      values: lineOf(decided, ({ blocked }) => blocked),
    },
    {
      name: "blocked_usd",
      title: { uz: "Bloklangan summa", ru: "Заблокированная сумма", en: "Amount blocked" },
      unit: "usd",
      values: lineOf(decided, ({ blockedCents }) => blockedCents / 100),
    },
    {
      name: "frauds",
      title: { uz: "Tasdiqlangan firibgarlik", ru: "Подтверждённое мошенничество", en: "Confirmed frauds" },
      unit: "count",
      values: lineOf(frauds, (row) => row.frauds),
    },
  ];
};
