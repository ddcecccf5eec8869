import type { RefreshReused } from "#platform/events";
import type { Platform } from "#platform/platform";
import { saveAudit } from "../store.ts";

/** Keeps that a refresh token was used again after its successor, each session once. */
export async function reportReuse(platform: Platform, events: readonly RefreshReused[]): Promise<void> {
  for (const { organizationId, userId, sessionId, at } of events) {
    await saveAudit(platform.db, {
      id: `aud_${sessionId.replace("ses_", "")}`,
      organizationId,
      actor: userId,
      action: "session.refresh_reused",
      target: sessionId,
      requestId: "",
      createdAt: at,
    });
  }
}
