import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { peopleOnly, sessionNotFound } from "../errors.ts";
import type { SessionView } from "../schemas.ts";
import { saveAudit } from "../store.ts";
import { readClient } from "./open-session.ts";
import { userSession } from "./user-session.ts";

/** The caller's open sessions, the one seen last first. */
export async function listSessions(platform: Platform, caller: Caller): Promise<SessionView[]> {
  const current = sessionOf(caller);
  const sessions = await userSession(platform.env, caller.id).list(platform.now());
  return Promise.all(
    sessions.map(async ({ id, createdAt, lastSeenAt, expiresAt, client }) => {
      const { userAgent, ipAddress } = await readClient(platform, id, client);
      return {
        id,
        is_current: id === current,
        user_agent: userAgent,
        ip_address: ipAddress,
        created_at: new Date(createdAt).toISOString(),
        last_seen_at: new Date(lastSeenAt).toISOString(),
        expires_at: new Date(expiresAt).toISOString(),
      };
    }),
  );
}

/** Ends the session that the caller speaks in; its access token opens nothing from a second later on. */
export async function logout(platform: Platform, caller: Caller, requestId: string): Promise<void> {
  const sessionId = sessionOf(caller);
  await audit(platform, caller, "session.ended", sessionId, requestId);
  await userSession(platform.env, caller.id).end(sessionId);
}

/** Ends one of the caller's sessions. */
export async function endSession(
  platform: Platform,
  caller: Caller,
  sessionId: string,
  requestId: string,
): Promise<void> {
  sessionOf(caller);
  const object = userSession(platform.env, caller.id);
  if (!(await object.list(platform.now())).some(({ id }) => id === sessionId)) throw sessionNotFound();
  await audit(platform, caller, "session.ended", sessionId, requestId);
  await object.end(sessionId);
}

/** Ends every session of the caller but the one they speak in; tells how many. */
export async function endOtherSessions(platform: Platform, caller: Caller, requestId: string): Promise<number> {
  const current = sessionOf(caller);
  await audit(platform, caller, "session.others_ended", caller.id, requestId);
  return userSession(platform.env, caller.id).endAll(current);
}

/** Only people have sessions. */
function sessionOf(caller: Caller): string {
  if (caller.sessionId === undefined) throw peopleOnly();
  return caller.sessionId;
}

/** Before the session ends, so that no end goes unrecorded; a repeat ends nothing twice. */
const audit = (platform: Platform, caller: Caller, action: AuditAction, target: string, requestId: string) =>
  saveAudit(
    platform.db,
    auditOf(platform, { organizationId: caller.organizationId, actor: caller.id, action, target, requestId }),
  );
