/** The live feed of one organisation. */
export const liveFeed = (env: Env, organizationId: string) => env.LIVE_FEED.getByName(organizationId);

/** The WebSocket subprotocol that we speak; a second one beside it carries the ticket, so that no secret stands in a URL. */
export const FEED_PROTOCOL = "aifoundry.v1";
export const TICKET_PREFIX = "ticket.";
export const TICKET_SECONDS = 30;
/** How the Worker names the watcher's language to the feed. */
export const FEED_LANGUAGE_HEADER = "x-feed-language";
