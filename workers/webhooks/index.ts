export { type Attempt, attemptDelivery, type OpenEndpoint, openEndpoint, sealExchange } from "./attempt-delivery.ts";
export { webhooksPrivacy } from "./data-classes.ts";
export { disableEndpoint } from "./disable-endpoint.ts";
export { continueOutage, isOutageTooLong, nextAttemptAt, type Outage, pauseUntil } from "./retry-schedule.ts";
export { webhookRoutes } from "./routes.ts";
export type { AttemptOutcome, DeliveryStatus, disabledReasons } from "./schemas.ts";
export { findEndpoint } from "./store.ts";
export { tellFollowers } from "./tell-followers.ts";
export {
  deliveryIdOf,
  type EndpointName,
  type KeptAttempt,
  type KeptDelivery,
  type Message,
  placeOfBody,
  placeOfExchange,
} from "./webhook-endpoint.ts";
