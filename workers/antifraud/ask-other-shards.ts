import { entityActivity, shardOf } from "./activities.ts";
import { type AggregateReadings, noReadings } from "./aggregates/aggregates-in-force.ts";
import type { DegradedPart } from "./evidence-schema.ts";
import type { OpenOrder } from "./make-decision.ts";
import { observedEntities } from "./observe-entity.ts";
import type { Features } from "./signals/features.ts";

/** What an entity does not say within this time is missing from the decision. */
const DEADLINE_MS = 80;

/** What entities of a shard say of a payment. */
export type Observation = { features: Partial<Features>; aggregates: AggregateReadings };

/** What the entities of other shards said. `owed` names all that were asked, so that each is settled with. */
export type Said = Observation & { degraded: DegradedPart[]; owed: string[]; askedMs: number };

/** Asks every other shard that shares in a payment, all at once; which fails or is late is left out, its parts are named. */
export async function askOtherShards(
  env: Env,
  { organizationId, brief, shards }: OpenOrder,
  own: number,
): Promise<Said> {
  const said: Said = { features: {}, aggregates: noReadings(), degraded: [], owed: [], askedMs: 0 };
  if (shards === 1) return said;
  const startedAt = Date.now();
  const byShard = Map.groupBy(observedEntities(brief), ({ name }) => shardOf(name, shards));
  byShard.delete(own);
  const deadline = new Promise<null>((resolve) => setTimeout(resolve, DEADLINE_MS, null));
  await Promise.all(
    [...byShard].map(async ([shard, entities]) => {
      const names = entities.map(({ name }) => name);
      said.owed.push(...names);
      const observing = entityActivity(env, organizationId, shard).observe(brief.payment, names);
      const observed: Observation | null = await Promise.race([observing, deadline]).catch(() => null);
      if (observed === null) said.degraded.push(...entities.map(({ part }) => part));
      else addObservation(said, observed);
    }),
  );
  said.askedMs = Date.now() - startedAt;
  return said;
}

/** Adds what other entities of the same payment say. */
export function addObservation(into: Observation, { features, aggregates }: Observation): void {
  Object.assign(into.features, features);
  Object.assign(into.aggregates.values, aggregates.values);
  into.aggregates.atLeast.push(...aggregates.atLeast);
}
