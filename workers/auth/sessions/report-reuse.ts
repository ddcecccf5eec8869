import type { RefreshReused } from "#platform/events";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { saveAudit } from "../store.ts";

/** Keeps that a refresh token was used again after its successor, each session once. */
export async function reportReuse(platform: Platform, events: readonly RefreshReused[]): Promise<void> {
  for (const { organizationId, userId, sessionId, at } of events) {
    const change = { organizationId, actor: userId, action: "session.refresh_reused" as const, target: sessionId };
    const row = auditOf(
      { ...platform, newId: () => `aud_${sessionId.replace("ses_", "")}`, now: () => at },
      { ...change, requestId: "" },
    );
    await saveAudit(platform.db, row);
  }
}
