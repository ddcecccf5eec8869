import type { Context } from "hono";
import type { Http } from "#platform/http";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { saveAudit } from "../store.ts";
import { hashRefreshToken, ownerOfRefreshToken } from "./refresh-token.ts";
import { handOver, refreshCookie, wantsCookies } from "./session-cookies.ts";
import { userSession } from "./user-session.ts";

/** Answers a sign-in. The session whose cookies it replaces in a browser ends: nobody holds them any more (ASVS 5, 7.2.4). */
export function enter<T extends Parameters<typeof handOver>[1]>(c: Context<Http>, signedIn: T) {
  const { platform, requestId } = c.var;
  const replaced = wantsCookies(c) ? refreshCookie(c) : undefined;
  if (replaced !== undefined)
    platform.defer(
      endSessionOf(platform, replaced, requestId).catch((failure) =>
        log("warn", "replaced session left to its own end", { requestId, ...describeFailure(failure) }),
      ),
    );
  return handOver(c, signedIn);
}

/** Ends the session that a refresh token belongs to, if there is one. */
async function endSessionOf(platform: Platform, token: string, requestId: string): Promise<void> {
  const userId = ownerOfRefreshToken(token);
  if (userId === undefined) return;
  const object = userSession(platform.env, userId);
  const held = await object.sessionOf(await hashRefreshToken(token));
  if (!held) return;
  const { sessionId, organizationId } = held;
  const ended = { organizationId, actor: userId, action: "session.ended" as const, target: sessionId, requestId };
  await saveAudit(platform.db, auditOf(platform, ended));
  await object.end(sessionId);
}
