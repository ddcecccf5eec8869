import { organizationName } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { originRefused, ticketRefused } from "./errors.ts";
import { FEED_LANGUAGE_HEADER, FEED_PROTOCOL, liveFeed, TICKET_PREFIX, TICKET_SECONDS } from "./live-feed.ts";

/** A ticket that opens one WebSocket of the caller's organisation, in the caller's language, once, within half a minute. */
export async function issueFeedTicket(
  platform: Platform,
  caller: Caller,
): Promise<{ ticket: string; expires_in: number }> {
  const secret = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const name = await organizationName(platform, caller.organizationId);
  await liveFeed(platform.env, caller.organizationId).admit({
    secret,
    organization: name,
    language: platform.language,
    expiresAt: platform.now() + TICKET_SECONDS * 1000,
  });
  return { ticket: `${caller.organizationId}.${secret}`, expires_in: TICKET_SECONDS };
}

/** Opens the WebSocket for whoever holds a ticket and comes from our own site, or from no site at all. */
export async function openLiveFeed(env: Env, request: Request): Promise<Response> {
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== new URL(request.url).origin) throw originRefused();
  const offered = (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((protocol) => protocol.trim());
  const ticket = offered.find((protocol) => protocol.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? "";
  const [organizationId = "", secret = ""] = ticket.split(".");
  const isComplete = offered.includes(FEED_PROTOCOL) && organizationId !== "" && secret !== "";
  if (!isComplete || request.headers.get("upgrade")?.toLowerCase() !== "websocket") throw ticketRefused();
  const feed = liveFeed(env, organizationId);
  const language = await feed.redeem(secret);
  if (language === null) throw ticketRefused();
  const headers = new Headers(request.headers);
  headers.set(FEED_LANGUAGE_HEADER, language);
  return feed.fetch(new Request(request, { headers }));
}
