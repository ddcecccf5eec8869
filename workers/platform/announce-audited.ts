import { publishEvent } from "./events.ts";
import { describeFailure, log } from "./log.ts";
import type { Platform } from "./platform.ts";

/** Between two announcements of one organisation's audit log by one isolate. */
const ANNOUNCE_EVERY_MS = 1000;
const REMEMBERED_ORGANIZATIONS = 10_000;

/** When the last announcement of each organisation goes out. */
const announcedAt = new Map<string, number>();

/**
 * Lets an organisation's chain know, after the answer, that rows wait for it. One that is yet to go out tells of this row
 * too; what does not go out is found by the sweep.
 */
export function announceAudited({ env, defer }: Platform, organizationId: string): void {
  const now = Date.now();
  const last = announcedAt.get(organizationId) ?? 0;
  if (last > now) return;
  if (announcedAt.size >= REMEMBERED_ORGANIZATIONS) announcedAt.clear();
  const at = Math.max(now, last + ANNOUNCE_EVERY_MS);
  announcedAt.set(organizationId, at);
  defer(announce(env, organizationId, at - now));
}

async function announce(env: Env, organizationId: string, afterMs: number): Promise<void> {
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
  try {
    await publishEvent(env, { type: "auth.audited", organizationId });
  } catch (failure) {
    log("warn", "audit not announced, the sweep will find it", { organizationId, ...describeFailure(failure) });
  }
}
