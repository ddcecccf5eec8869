import { env } from "cloudflare:workers";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as aggregates from "../../workers/antifraud/aggregates/tables.ts";
import * as alerts from "../../workers/antifraud/alerts/tables.ts";
import * as analytics from "../../workers/antifraud/analytics/tables.ts";
import * as attachments from "../../workers/antifraud/attachments/tables.ts";
import * as backtests from "../../workers/antifraud/backtests/tables.ts";
import * as breakers from "../../workers/antifraud/breakers/tables.ts";
import * as lists from "../../workers/antifraud/lists/tables.ts";
import * as proposals from "../../workers/antifraud/proposals/tables.ts";
import * as review from "../../workers/antifraud/review/tables.ts";
import * as snoozes from "../../workers/antifraud/snoozes/tables.ts";
import * as antifraud from "../../workers/antifraud/tables.ts";
import * as auth from "../../workers/auth/tables.ts";
import * as notifications from "../../workers/notifications/tables.ts";
import * as idempotency from "../../workers/platform/idempotency/tables.ts";
import * as privacy from "../../workers/privacy/tables.ts";
import * as webhooks from "../../workers/webhooks/tables.ts";

const tables = [
  aggregates,
  alerts,
  analytics,
  attachments,
  antifraud,
  backtests,
  breakers,
  lists,
  proposals,
  review,
  snoozes,
  auth,
  notifications,
  idempotency,
  privacy,
  webhooks,
]
  .flatMap((module) => Object.values(module) as SQLiteTable[])
  .map(getTableConfig);

describe.each(tables)("table $name", ({ name, columns }) => {
  it("has the same columns in Drizzle as after the D1 migrations", async () => {
    const { results } = await env.DB.prepare(
      `SELECT name, lower(type) AS type, "notnull" OR pk > 0 AS required FROM pragma_table_info(?)`,
    )
      .bind(name)
      .all();
    const declared = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      required: Number(column.notNull),
    }));
    expect(declared).toEqual(results);
  });
});

it("maps every table of the database", async () => {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
  ).all<{ name: string }>();
  expect(results.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort());
});
