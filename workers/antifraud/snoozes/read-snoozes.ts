import type { z } from "@hono/zod-openapi";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { mustKnowRule } from "../own-rules/must-know-rule.ts";
import type { SnoozeView, snoozeQuery } from "./schemas.ts";
import { openPayer } from "./sealed-payer.ts";
import { listSnoozes, type SnoozeRow } from "./store.ts";

/** One page of whom a rule is, or was, snoozed for, newest first. */
export async function readSnoozes(
  platform: Platform,
  organizationId: string,
  ruleId: string,
  { limit, cursor, state }: z.infer<typeof snoozeQuery>,
) {
  await mustKnowRule(platform, organizationId, ruleId);
  const asked = { ruleId, state, limit, now: businessNow(platform) };
  const rows = await listSnoozes(platform.db, organizationId, asked, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: await Promise.all(page.map((row) => toSnoozeView(platform, row))), next_cursor };
}

const iso = (at: number) => new Date(at).toISOString();

export async function toSnoozeView(platform: Platform, row: SnoozeRow): Promise<SnoozeView> {
  return {
    id: row.id,
    rule_id: row.ruleId,
    ...(await openPayer(platform, row)),
    state: row.endedAt !== null ? "ended" : row.until > businessNow(platform) ? "running" : "expired",
    until: iso(row.until),
    created_by: row.createdBy,
    created_at: iso(row.createdAt),
    ended_by: row.endedBy,
    ended_at: row.endedAt === null ? null : iso(row.endedAt),
  };
}
