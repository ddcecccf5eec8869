import { hashOf } from "./signals/payment.ts";

/**
 * How many objects share the activity of an organisation: one, unless the operator set more for it in `ACTIVITY_SHARDS`
 * before its first payment (entities do not move afterwards). What one object bears stands in durable-objects/README.md.
 */
export const shardsOf = (env: Env, organizationId: string): number =>
  (env.ACTIVITY_SHARDS as Record<string, number>)[organizationId] ?? 1;

/** The shard of an entity's name or a transaction id. */
export const shardOf = (key: string, shards: number): number => (shards === 1 ? 0 : hashOf(key) % shards);

/** The object of one shard of an organisation's activity. */
export const entityActivity = (env: Env, organizationId: string, shard: number) =>
  env.ENTITY_ACTIVITY.getByName(`${organizationId}:${shard}`);

/** The organisation in an entity's name, which is `kind:organisation:id`. */
export function organizationOf(name: string): string {
  const from = name.indexOf(":") + 1;
  return name.slice(from, name.indexOf(":", from));
}

/** An id taken by a body: `fingerprint` is the body's SHA-256, `holder` the shard that decides. */
export type Claim = { transactionId: string; fingerprint: string; holder: number; claimedAt: number };

/** Since when an id is taken by this very body, or that another body has it. */
export type ClaimVerdict = { claimedAt: number } | "conflict";
