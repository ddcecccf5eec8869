import type { AttemptOutcome, DeliveryStatus } from "./schemas.ts";

/** Whose deliveries an object keeps. */
export type EndpointName = { organizationId: string; endpointId: string };

/** One message for one endpoint; the same id is taken once. */
export type Message = { id: string; type: string; body: string };

/** A delivery as its object keeps it; times in epoch milliseconds. */
export type KeptDelivery = {
  id: string;
  messageId: string;
  type: string;
  isTest: boolean;
  status: DeliveryStatus;
  attempts: number;
  outcome: AttemptOutcome | null;
  responseStatus: number | null;
  durationMs: number | null;
  nextAt: number | null;
  createdAt: number;
};

/** An attempt as its object keeps it; `exchange` is an envelope of headers sent and the start of the answer. */
export type KeptAttempt = {
  number: number;
  at: number;
  outcome: AttemptOutcome;
  responseStatus: number | null;
  durationMs: number;
  exchange: string | null;
};

/** What the envelope of an attempt holds. */
export type Exchange = { requestHeaders: Record<string, string>; responseBody: string | null };

/** The object that delivers to one endpoint. */
export const webhookEndpoint = (env: Env, { organizationId, endpointId }: EndpointName) =>
  env.WEBHOOK_ENDPOINT.getByName(`${organizationId}:${endpointId}`);

/** Where a delivery's body, and what was exchanged in an attempt at it, belong. */
export const placeOfBody = (deliveryId: string) => `webhook_deliveries|body|${deliveryId}`;
export const placeOfExchange = (deliveryId: string, number: number) =>
  `webhook_attempts|exchange|${deliveryId}|${number}`;

const ID_CHARACTERS = 26;

/** The id of a message's delivery to an endpoint: made of both, so that it names its endpoint and comes about once. */
export const deliveryIdOf = (endpointId: string, messageId: string): string =>
  `dlv_${endpointId.slice(-ID_CHARACTERS)}${messageId.slice(-ID_CHARACTERS)}`;

/** The endpoint that a delivery's id names; undefined for whatever is no such id. */
export function endpointIdOf(deliveryId: string): string | undefined {
  const [, endpoint] = /^dlv_([\da-z]{26})[\da-z]{26}$/.exec(deliveryId) ?? [];
  return endpoint && `whe_${endpoint}`;
}
