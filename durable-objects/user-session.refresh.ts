import type { KeptRefreshToken, RefreshVerdict } from "#auth";
import type { SessionNews } from "./user-session.news.ts";
import type { KeptPerson } from "./user-session.person.ts";
import type { SessionRows } from "./user-session.sessions.ts";

/** How long the token before the newest still gets the newest: two tabs, or an answer that was lost on its way. */
const GRACE_MS = 30_000;

type Parts = { sessions: SessionRows; person: KeptPerson; news: SessionNews };

/**
 * Hands a session's refresh token on to `next`, or says why not. A token whose successor was used already is in two hands,
 * so it ends its session.
 */
export function refreshSession(parts: Parts, hash: string, next: KeptRefreshToken, now: number): RefreshVerdict {
  const { sessions, news } = parts;
  const token = sessions.findToken(hash);
  const person = parts.person.read();
  const session = token && sessions.find(token.session_id, now);
  if (!token || !person?.isActive || !session) return { verdict: "ended" };
  const sessionId = token.session_id;
  if (token.rotated_at === null) {
    sessions.rotate(sessionId, hash, next, now);
    return { verdict: "rotated", sessionId, sealed: next.sealed, person };
  }
  const successor = sessions.findToken(token.successor ?? "");
  if (successor?.rotated_at === null) {
    if (now - token.rotated_at > GRACE_MS) return { verdict: "orphaned" };
    return { verdict: "recent", sessionId, sealed: successor.sealed, person };
  }
  sessions.end(sessionId);
  news.refreshReused(person, { sessionId, client: session.client, at: now });
  news.accessChanged(person);
  return { verdict: "stale" };
}
