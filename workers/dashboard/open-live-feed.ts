import { guardNetworks, notAuthenticated, organizationName, recallCaller } from "#auth";
import type { Caller } from "#platform/caller";
import { missingPermission } from "#platform/http";
import type { Platform } from "#platform/platform";
import { feedFull, originRefused, ticketRefused } from "./errors.ts";
import {
  FEED_PROTOCOL,
  liveFeed,
  TICKET_PREFIX,
  TICKET_SECONDS,
  type TicketHolder,
  WATCH_PERMISSION,
  WATCHER_HEADER,
  type Watcher,
} from "./live-feed.ts";
import { sightOf } from "./sight.ts";

/** How long those who are refused are asked to wait, seconds. */
const RETRY_AFTER = { "retry-after": "60" };

/**
 * A ticket that opens one WebSocket of the caller's organisation, in the caller's language, once, within half a minute. Who was just
 * signed out hears it here: an isolate trusts a credential for a second, a socket does not.
 */
export async function issueFeedTicket(
  platform: Platform,
  caller: Caller,
): Promise<{ ticket: string; expires_in: number }> {
  const now = await recallCaller(platform, caller.proof, platform.now());
  if (!now) throw notAuthenticated();
  if (!(await sightOf(now))) throw missingPermission(`Needs ${WATCH_PERMISSION}`);
  const secret = crypto.getRandomValues(new Uint8Array(16)).toHex();
  const name = await organizationName(platform, caller.organizationId);
  const isAdmitted = await liveFeed(platform.env, caller.organizationId).admit({
    secret,
    organization: name,
    holder: { proof: caller.proof, callerId: caller.id, language: platform.language },
    expiresAt: platform.now() + TICKET_SECONDS * 1000,
  });
  if (!isAdmitted) throw feedFull({ headers: RETRY_AFTER });
  return { ticket: `${caller.organizationId}.${secret}`, expires_in: TICKET_SECONDS };
}

/**
 * Opens the WebSocket for whoever holds a ticket and comes from our own site, or from no site at all. What the ticket's holder may
 * see, and from where, is asked anew: half a minute is long enough to be signed out.
 */
export async function openLiveFeed(platform: Platform, request: Request): Promise<Response> {
  const { env } = platform;
  const url = new URL(request.url);
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== url.origin) throw originRefused();
  const offered = (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((protocol) => protocol.trim());
  const ticket = offered.find((protocol) => protocol.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? "";
  const [organizationId = "", secret = ""] = ticket.split(".");
  const isComplete = offered.includes(FEED_PROTOCOL) && organizationId !== "" && secret !== "";
  if (!isComplete || request.headers.get("upgrade")?.toLowerCase() !== "websocket") throw ticketRefused();
  const feed = liveFeed(env, organizationId);
  const holder = (await feed.redeem(secret)) as TicketHolder | null;
  if (!holder) throw ticketRefused();
  const caller = await recallCaller(platform, holder.proof, platform.now());
  const sight = await sightOf(caller);
  if (!caller || !sight) throw ticketRefused();
  guardNetworks(caller, platform.clientAddress);
  const watcher: Watcher = { ...holder, sight, isBatched: url.searchParams.get("batch") === "true" };
  const headers = new Headers(request.headers);
  headers.set(WATCHER_HEADER, JSON.stringify(watcher));
  const answer = await feed.fetch(new Request(request, { headers }));
  if (answer.status === 503) throw feedFull({ headers: RETRY_AFTER });
  return answer;
}
