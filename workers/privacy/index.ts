export { ownPrivacy } from "./data-classes.ts";
export { beginResealing, resealOrganizations } from "./reseal.ts";
export { beginRetention, forgetPast } from "./retention.ts";
export { privacyRoutes } from "./routes.ts";
export { runRequests, sweepRequests } from "./run-requests.ts";
