import { hashOf } from "./signals/payment.ts";

/** How many objects share the claims of one organisation: enough for thousands of payments a second, few enough to commit together. */
const CLAIM_SHARDS = 2;

/**
 * How many objects share the entities of one kind and organisation. An object a card would start cold for nearly every
 * payment, since a card pays twice a day; a bucket stays warm, and each takes about a thousand calls a second.
 */
const ENTITY_BUCKETS = 16;

/** The name of the object that an entity lives in, by the entity's own `kind:organisation:id`. */
export function bucketOf(name: string): string {
  const organizationEnds = name.indexOf(":", name.indexOf(":") + 1);
  return `${name.slice(0, organizationEnds)}:${hashOf(name) % ENTITY_BUCKETS}`;
}

/** The object of a card, user, device, address or merchant, by the name that `describePayment` gave it. */
export const entityActivity = (env: Env, name: string) => env.ENTITY_ACTIVITY.getByName(bucketOf(name));

/** The object that knows whether a transaction id of an organisation is taken. */
export const transactionClaims = (env: Env, organizationId: string, transactionId: string) =>
  env.TRANSACTION_CLAIMS.getByName(`${organizationId}:${hashOf(transactionId) % CLAIM_SHARDS}`);

/** An id taken by a body: `fingerprint` is the body's SHA-256, `payer` the object that decides. */
export type Claim = { transactionId: string; fingerprint: string; payer: string; claimedAt: number };

export type ClaimVerdict = { verdict: "new" } | { verdict: "repeated"; claimedAt: number } | { verdict: "conflict" };
