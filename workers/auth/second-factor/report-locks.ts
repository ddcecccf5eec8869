import { composeNotification, notificationInsertOnce, sendSoon } from "#notifications";
import type { FactorLocked } from "#platform/events";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { contactOf } from "../people/contact-of.ts";
import { findPersonRow } from "../people/store.ts";
import { auditInsert } from "../store.ts";

/** Keeps that wrong codes closed a second factor for a while, and mails its person, each time once however often it is told. */
export async function reportLocks(platform: Platform, events: readonly FactorLocked[]): Promise<void> {
  const { db } = platform;
  for (const { organizationId, userId, way, at, until } of events) {
    const user = await findPersonRow(db, userId);
    if (!user?.isActive) continue;
    const suffix = `${userId.replace("usr_", "")}_${way}_${until}`;
    const change = { organizationId, actor: userId, action: "factor.locked" as const, target: userId, requestId: "" };
    const row = auditOf({ ...platform, newId: () => `aud_${suffix}`, now: () => at }, change);
    const { email, name, language } = await contactOf(platform, user);
    const mail = await composeNotification(
      { ...platform, newId: () => `ntf_${suffix}` },
      {
        organizationId,
        recipient: { email },
        language,
        template: "factor_locked",
        values: { name, at, minutes: Math.ceil((until - at) / 60_000) },
      },
    );
    await db.batch([auditInsert(db, row).onConflictDoNothing(), notificationInsertOnce(db, mail)]);
    sendSoon(platform, mail);
  }
}
