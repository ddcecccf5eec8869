import { eq, inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { auditInsert, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { KeyDestroyed } from "#platform/subject-keys";
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

export async function readSettings(platform: Platform, organizationId: string): Promise<ReviewSettings> {
  const { dueAfterMinutes, autoApproveVerified } = (await settingsOf(platform.db, [organizationId]))(organizationId);
  return {
    due_after_minutes: dueAfterMinutes,
    auto_approve_verified: autoApproveVerified,
    notify_escalations: await readEscalationsTo(platform, organizationId),
  };
}

const placeOf = (organizationId: string) => `antifraud_review_settings|sealed_escalations_to|${organizationId}`;

/** Who is mailed when a review is escalated; nobody once the key of the addresses was destroyed. */
export async function readEscalationsTo({ db, sealer }: Platform, organizationId: string): Promise<string[]> {
  const row = await db.select().from(table).where(eq(table.organizationId, organizationId)).get();
  if (!row?.sealedEscalationsTo) return [];
  try {
    // SAFETY: the envelope proves that changeSettings() wrote it.
    return JSON.parse(await sealer.open(row.sealedEscalationsTo, placeOf(organizationId))) as string[];
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return [];
    throw failure;
  }
}

/** Addresses belong to the organisation, whoever reads there. */
function sealAddresses({ sealer }: Platform, organizationId: string, addresses: readonly string[]) {
  if (addresses.length === 0) return null;
  const about = [{ type: "organization" as const, id: organizationId }];
  return sealer.sealFor(organizationId, about, JSON.stringify(addresses), placeOf(organizationId));
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
    sealedEscalationsTo: await sealAddresses(platform, organizationId, next.notify_escalations),
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
      notify_escalations: [`${before.notify_escalations.length}`, `${next.notify_escalations.length}`],
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
