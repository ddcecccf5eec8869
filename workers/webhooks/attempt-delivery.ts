import { holdsCardNumber } from "#platform/card-number";
import { fetchOutbound } from "#platform/outbound";
import type { Platform } from "#platform/platform";
import type { Sealer } from "#platform/seal";
import { liveKeys, openKeys, type SigningKey, signMessage } from "./keys.ts";
import { openUrl } from "./read-endpoints.ts";
import { readRetryAfter } from "./retry-schedule.ts";
import type { AttemptOutcome } from "./schemas.ts";
import type { EndpointRow } from "./store.ts";
import type { Exchange, Message } from "./webhook-endpoint.ts";

export const ATTEMPT_TIMEOUT_MS = 15_000;
const KEPT_ANSWER_BYTES = 1024;
const WITHHELD = "(not kept, since it holds a card number)";

/** An endpoint as of one revision, with its address and keys opened. */
export type OpenEndpoint = { revision: number; url: string; keys: SigningKey[] };

/** What came of one attempt; `retryAfterMs` is what the receiver asked for, 0 where it asked nothing. */
export type Attempt = {
  at: number;
  outcome: AttemptOutcome;
  responseStatus: number | null;
  durationMs: number;
  retryAfterMs: number;
  exchange: Exchange;
};

/** Opens an endpoint with the keys that sign by now. */
export async function openEndpoint(
  { sealer }: Pick<Platform, "sealer">,
  row: EndpointRow,
  now: number,
): Promise<OpenEndpoint> {
  const owner = { organizationId: row.organizationId, endpointId: row.id };
  return {
    revision: row.revision,
    url: await openUrl({ sealer }, row),
    keys: await openKeys(sealer, owner, liveKeys(row.keys, now)),
  };
}

/** Sends a message once. Only a status of 200 to 299 is a success; redirects are not followed. */
export async function attemptDelivery(
  { env, now }: Pick<Platform, "env" | "now">,
  { url, keys }: Omit<OpenEndpoint, "revision">,
  { id, body }: Pick<Message, "id" | "body">,
  timeoutMs: number = ATTEMPT_TIMEOUT_MS,
): Promise<Attempt> {
  const at = now();
  const timestamp = String(Math.floor(at / 1000));
  const requestHeaders = {
    "content-type": "application/json",
    "user-agent": "AI-Foundry-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": await signMessage(keys, { id, timestamp, body }),
  };
  const answer = await fetchOutbound(
    env,
    url,
    { method: "POST", headers: requestHeaders, body },
    { timeoutMs, maxBytes: KEPT_ANSWER_BYTES },
  );
  const durationMs = Math.max(0, now() - at);
  if (answer.failure !== undefined)
    return {
      at,
      outcome: answer.failure,
      responseStatus: null,
      durationMs,
      retryAfterMs: 0,
      exchange: { requestHeaders, responseBody: null },
    };
  const { status, headers, body: responseBody } = answer;
  return {
    at,
    outcome: status >= 200 && status < 300 ? "succeeded" : "refused",
    responseStatus: status,
    durationMs,
    retryAfterMs: readRetryAfter(status, headers.get("retry-after"), now()),
    exchange: { requestHeaders, responseBody },
  };
}

/** Seals what was exchanged in an attempt; an answer that holds a card number is not kept, sealed or not. */
export function sealExchange(sealer: Sealer, belongsTo: string, exchange: Exchange): Promise<string> {
  const responseBody = holdsCardNumber(exchange.responseBody ?? "") ? WITHHELD : exchange.responseBody;
  return sealer.seal(JSON.stringify({ ...exchange, responseBody }), belongsTo);
}
