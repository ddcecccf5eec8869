import type { Proof } from "#platform/caller";
import type { Language } from "#platform/i18n";

/** The live feed of one organisation. */
export const liveFeed = (env: Env, organizationId: string) => env.LIVE_FEED.getByName(organizationId);

/** The WebSocket subprotocol that we speak; a second one beside it carries the ticket, so that no secret stands in a URL. */
export const FEED_PROTOCOL = "aifoundry.v1";
export const TICKET_PREFIX = "ticket.";
export const TICKET_SECONDS = 30;
/** How the Worker tells the feed who watches. */
export const WATCHER_HEADER = "x-feed-watcher";
/** What opens the dashboard's figures, and watching. */
export const WATCH_PERMISSION = "read:dashboard";
/** Watchers of one organisation at a time; more are refused. */
export const MOST_WATCHERS = 5000;

/** Why the feed closes a socket, as WebSocket close codes (4000–4999 are an application's own, RFC 6455, 7.4.2). */
export const closeCodes = {
  /** What the watcher may see changed, or they may watch no more: only a new ticket tells. */
  accessChanged: 4401,
  /** Messages were not acknowledged for a minute. */
  tooSlow: 4408,
  /** A message that is neither `ping` nor an acknowledgement. */
  unknownMessage: 4400,
} as const;

/** Who a ticket was given to. */
export type TicketHolder = { proof: Proof; callerId: string; language: Language };

/** What a watcher may see, and from where: two that are equal show the same. */
export type Sight = { modules: string[]; permissions: string[]; networks: string };

export type Watcher = TicketHolder & {
  sight: Sight;
  /** Whether several messages come as one frame, a list. */
  isBatched: boolean;
};
