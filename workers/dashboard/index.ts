export { dashboardPrivacy } from "./data-classes.ts";
export { feedDecisions } from "./feed-decisions.ts";
export { FEED_LANGUAGE_HEADER, FEED_PROTOCOL } from "./live-feed.ts";
export { dashboardRoutes, publicDashboardRoutes } from "./routes.ts";
export type { FeedEntry, FeedMessage } from "./schemas.ts";
