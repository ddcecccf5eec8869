export { dashboardPrivacy } from "./data-classes.ts";
export type { FeedMessage } from "./feed-message.ts";
export { publicDashboardRoutes } from "./feed-routes.ts";
export {
  closeCodes,
  FEED_PROTOCOL,
  MOST_WATCHERS,
  type TicketHolder,
  WATCHER_HEADER,
  type Watcher,
} from "./live-feed.ts";
export { dashboardRoutes } from "./routes.ts";
export { showEntry, sightOf } from "./sight.ts";
export { recheckWatchers, tellWatchers } from "./tell-watchers.ts";
