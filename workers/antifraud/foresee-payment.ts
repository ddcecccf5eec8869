import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { entityActivity, shardOf, shardsOf } from "./activities.ts";
import { type AggregateReadings, noReadings } from "./aggregates/aggregates-in-force.ts";
import { addObservation, type Observation } from "./ask-other-shards.ts";
import { completeFeatures } from "./complete-features.ts";
import { describePayment, type PaymentBrief } from "./describe-payment.ts";
import type { ListEvidence } from "./lists/lists-on-payment.ts";
import { type EntityState, observedEntities, readEntity } from "./observe-entity.ts";
import type { Transaction } from "./schemas.ts";
import { type Features, knownFeatures, missingFeatures, roundToVector } from "./signals/features.ts";

/** What an activity object is asked to look at: some entities of a payment, and whether its payer lives there. */
export type LookOrder = { brief: PaymentBrief; names: string[]; hasPayer: boolean };

/** What a payment would be judged by now: features, aggregates, its own facts, and what lists hold of it. No object counts it. */
export async function foreseePayment(
  platform: Platform,
  organizationId: string,
  transaction: Transaction,
  usdPerUnit: number,
): Promise<{ features: Features; aggregates: AggregateReadings; brief: PaymentBrief; lists: ListEvidence | null }> {
  const { env } = platform;
  const brief = describePayment(organizationId, transaction, usdPerUnit);
  const shards = shardsOf(env, organizationId);
  const payerShard = shardOf(brief.entities.payer, shards);
  const names = Map.groupBy(
    observedEntities(brief).map(({ name }) => name),
    (name) => shardOf(name, shards),
  );
  // Its type is wrapped for the way between objects.
  const lists = (await entityActivity(env, organizationId, payerShard).askLists(
    organizationId,
    brief.subjects,
    businessNow(platform),
  )) as ListEvidence | null;
  const looks = await Promise.all(
    [...new Set([payerShard, ...names.keys()])].map(async (shard) => {
      const order = { brief, names: names.get(shard) ?? [], hasPayer: shard === payerShard };
      return (await entityActivity(env, organizationId, shard).look(order)) as Observation;
    }),
  );
  const said = { features: missingFeatures(), aggregates: noReadings() };
  for (const look of looks) addObservation(said, look);
  roundToVector(said.features);
  return { ...said, brief, lists };
}

/** The states of an object's entities. */
type States = {
  load(names: readonly string[]): void;
  stateOf(name: string): EntityState;
  readAggregates(names: readonly string[], at: number): AggregateReadings;
};

/** What the entities of one object know of a payment. */
export function foreseeIn({ brief, names, hasPayer }: LookOrder, states: States): Observation {
  const { payment, entities } = brief;
  const read = missingFeatures();
  const all = hasPayer ? [entities.payer, ...names] : names;
  states.load(all);
  for (const name of names) readEntity(read, states.stateOf(name), payment);
  if (hasPayer) {
    const state = states.stateOf(entities.payer);
    if (!("payer" in state)) throw new Error("Only cards and users pay");
    completeFeatures(read, brief, state.payer);
  }
  return { features: knownFeatures(read), aggregates: states.readAggregates(all, payment.at) };
}
