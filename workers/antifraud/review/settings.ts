import { inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { ReviewSettings } from "./schemas.ts";
import { antifraudReviewSettings as table } from "./tables.ts";

/** How an organisation reviews. */
export type Settings = Pick<typeof table.$inferSelect, "dueAfterMinutes" | "autoApproveVerified">;

const defaults: Settings = { dueAfterMinutes: 4 * 60, autoApproveVerified: false };

/** How organisations review, by their ids. */
export async function settingsOf(
  db: DrizzleD1Database,
  organizationIds: readonly string[],
): Promise<(organizationId: string) => Settings> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`;
  const rows = await db.select().from(table).where(inArray(table.organizationId, ids));
  const known = new Map(rows.map((row) => [row.organizationId, row]));
  return (organizationId) => known.get(organizationId) ?? defaults;
}

export async function readSettings({ db }: Platform, organizationId: string): Promise<ReviewSettings> {
  const { dueAfterMinutes, autoApproveVerified } = (await settingsOf(db, [organizationId]))(organizationId);
  return { due_after_minutes: dueAfterMinutes, auto_approve_verified: autoApproveVerified };
}

/** Changes how an organisation reviews what comes from now on. */
export async function changeSettings(
  platform: Platform,
  caller: Caller,
  next: ReviewSettings,
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const before = await readSettings(platform, organizationId);
  const values = {
    dueAfterMinutes: next.due_after_minutes,
    autoApproveVerified: next.auto_approve_verified,
    updatedAt: platform.now(),
  };
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "review_settings.changed",
    target: organizationId,
    requestId,
    changes: {
      due_after_minutes: [`${before.due_after_minutes}`, `${next.due_after_minutes}`],
      auto_approve_verified: [`${before.auto_approve_verified}`, `${next.auto_approve_verified}`],
    },
  });
  await platform.db.batch([
    platform.db
      .insert(table)
      .values({ organizationId, ...values })
      .onConflictDoUpdate({ target: table.organizationId, set: values }),
    auditInsert(platform.db, audit),
  ]);
}
