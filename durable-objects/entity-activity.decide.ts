import {
  addObservation,
  type Claim,
  type ClaimVerdict,
  entityActivity,
  makeDecision,
  missingFeatures,
  type OpenOrder,
  observedEntities,
  type Said,
  shardOf,
} from "#antifraud";
import type { CountedAggregates } from "./entity-activity.aggregates.ts";
import type { Breakers } from "./entity-activity.breakers.ts";
import type { Journal } from "./entity-activity.journal.ts";
import type { DecidingLists } from "./entity-activity.lists.ts";
import type { DecidingModels } from "./entity-activity.models.ts";
import type { DecidingRules } from "./entity-activity.rules.ts";
import { type EntityStates, namesOf } from "./entity-activity.states.ts";

type Parts = {
  env: Env;
  states: EntityStates;
  journal: Journal;
  breakers: Breakers;
  models: DecidingModels;
  rules: DecidingRules;
  lists: DecidingLists;
  aggregates: CountedAggregates;
};

/** Our own journal is the claim of an id that lives here; another shard's id is claimed there. */
export async function claimId(
  { organizationId, brief, fingerprint, shards, startedAt }: OpenOrder,
  own: number,
  { env, journal }: Parts,
): Promise<ClaimVerdict> {
  const transactionId = brief.payment.id;
  const home = shardOf(transactionId, shards);
  if (home !== own) {
    const claim: Claim = { transactionId, fingerprint, holder: own, claimedAt: startedAt };
    // Its type is wrapped for the way between objects.
    return (await entityActivity(env, organizationId, home).claim(claim)) as ClaimVerdict;
  }
  const claim = journal.findClaim(transactionId);
  if (claim && claim.fingerprint !== fingerprint) return "conflict";
  return { claimedAt: claim?.claimedAt ?? startedAt };
}

/**
 * Reads, decides and counts, with no other payment in between: of one card or device only one is the first of the hour.
 * `durable` is done once the entry of the journal is stored. The parts are asked for again once it is decided: an object that
 * forgot everything meanwhile counts in new ones.
 */
export async function takeTurn(order: OpenOrder, own: number, said: Said, partsNow: () => Parts) {
  const { env, states, breakers, models, rules, lists, aggregates: counting } = partsNow();
  const { inForce } = rules;
  const { payment, entities } = order.brief;
  const others = observedEntities(order.brief)
    .map(({ name }) => name)
    .filter((name) => shardOf(name, order.shards) === own);
  const counted = { payer: entities.payer, others };
  states.load(namesOf(counted));
  const features = Object.assign(missingFeatures(), said.features);
  states.read(features, others, payment);
  const aggregates = states.readAggregates(namesOf(counted), payment.at);
  addObservation({ features, aggregates }, { features: {}, aggregates: said.aggregates });
  const state = states.stateOf(entities.payer);
  if (!("payer" in state)) throw new Error("Only cards and users decide");
  const { event, isDeclined, watched } = await makeDecision(
    order,
    state.payer,
    { ...said, features, aggregates },
    {
      env,
      assignment: models.assignment,
      inForce,
      tripped: breakers.trippedIn(inForce.band),
      lists: lists.ask(order.organizationId, order.brief.subjects, order.testClock ?? Date.now()),
      aggregates: counting.inForce,
    },
  );
  const after = partsNow();
  after.breakers.count(watched, inForce.band, {
    organizationId: order.organizationId,
    at: event.decidedAt,
    nameOf: (ref) => inForce.rules.find(({ id }) => id === ref)?.name ?? event.modelVersion,
  });
  const decision = { fingerprint: order.fingerprint, event: JSON.stringify(event), owed: said.owed };
  // By the real time, which the sandbox's clock does not move: what is due of a state must not wait for it.
  const durable = after.journal.add({ at: Date.now(), payment, counted, isDeclined, decision });
  return { answer: event.answer, isDeclined, durable };
}
