import { composeNotification, notificationInsertOnce, sendSoon } from "#notifications";
import type { RefreshReused } from "#platform/events";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { contactOf } from "../people/contact-of.ts";
import { findPersonRow } from "../people/store.ts";
import { auditInsert } from "../store.ts";
import { nameDevice } from "./describe-device.ts";
import { readClient } from "./open-session.ts";

/** Keeps that a refresh token was used again after its successor, and mails its person, each session once. */
export async function reportReuse(platform: Platform, events: readonly RefreshReused[]): Promise<void> {
  const { db } = platform;
  for (const { organizationId, userId, sessionId, client, at } of events) {
    const suffix = sessionId.replace("ses_", "");
    const change = { organizationId, actor: userId, action: "session.refresh_reused" as const, target: sessionId };
    const row = auditOf({ ...platform, newId: () => `aud_${suffix}`, now: () => at }, { ...change, requestId: "" });
    const audit = auditInsert(db, row).onConflictDoNothing();
    const user = await findPersonRow(db, userId);
    if (!user?.isActive) {
      await audit;
      continue;
    }
    const { email, name, language } = await contactOf(platform, user);
    const userAgent = client === null ? null : (await readClient(platform, sessionId, client)).userAgent;
    const mail = await composeNotification(
      { ...platform, newId: () => `ntf_${suffix}_reused` },
      {
        organizationId,
        recipient: { email },
        language,
        template: "refresh_reused",
        values: { name, at, device: nameDevice(userAgent) },
      },
    );
    await db.batch([audit, notificationInsertOnce(db, mail)]);
    sendSoon(platform, mail);
  }
}
