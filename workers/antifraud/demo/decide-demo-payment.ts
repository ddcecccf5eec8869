import { toMinor, usdPerUnit } from "#platform/money";
import type { Platform } from "#platform/platform";
import { sandboxOf } from "#platform/sandbox";
import { noAggregates, noReadings } from "../aggregates/aggregates-in-force.ts";
import { unknownCurrency } from "../errors.ts";
import { makeDecision, type OpenOrder, openOrder } from "../make-decision.ts";
import { addToEntity, type EntityState, emptyEntity, kindOf, observedEntities, readEntity } from "../observe-entity.ts";
import { builtInRules } from "../own-rules/rules-in-force.ts";
import type { Transaction } from "../schemas.ts";
import { missingFeatures } from "../signals/features.ts";
import { type DemoChoice, demoPayment } from "./demo-payment.ts";
import { ordinaryWeeks } from "./ordinary-weeks.ts";

/** The sandbox of an organisation that does not exist: amounts decide in it as in every other. */
const ORGANIZATION = sandboxOf("org_demo");

/** What six ordinary weeks left behind, by name of the entity; made once an isolate and only read. */
let remembered: Map<string, EntityState> | undefined;

/**
 * Decides on a payment that a visitor of the site put together, by the code, the model and the rules that decide for
 * organisations; nothing of it is kept or counted. The answer as JSON.
 */
export async function decideDemoPayment(platform: Platform, choice: DemoChoice): Promise<string> {
  remembered ??= rememberWeeks();
  const order = toOrder(demoPayment(choice), platform);
  const { payment, entities } = order.brief;
  const features = missingFeatures();
  for (const { name } of observedEntities(order.brief)) readEntity(features, stateOf(name), payment);
  const payer = stateOf(entities.payer);
  if (!("payer" in payer)) throw new Error("Only cards and users pay");
  const { event } = await makeDecision(
    order,
    payer.payer,
    { features, aggregates: noReadings(), degraded: [], askedMs: 0 },
    {
      env: platform.env,
      assignment: null,
      inForce: builtInRules,
      tripped: new Set(),
      lists: null,
      aggregates: noAggregates,
    },
  );
  return event.answer;
}

const stateOf = (name: string): EntityState => remembered?.get(name) ?? emptyEntity(kindOf(name));

function rememberWeeks(): Map<string, EntityState> {
  const states = new Map<string, EntityState>();
  for (const transaction of ordinaryWeeks()) {
    const { brief } = toOrder(transaction);
    for (const name of [brief.entities.payer, ...observedEntities(brief).map((entity) => entity.name)]) {
      const state = states.get(name) ?? emptyEntity(kindOf(name));
      addToEntity(state, brief.payment);
      states.set(name, state);
    }
  }
  return states;
}

function toOrder(transaction: Transaction, asked?: Platform): OpenOrder {
  const rate = usdPerUnit(transaction.currency);
  if (rate === undefined) throw unknownCurrency();
  return openOrder({
    organizationId: ORGANIZATION,
    shards: 1,
    transaction: JSON.stringify(transaction),
    fingerprint: "",
    usdPerUnit: rate,
    amountMinor: toMinor(transaction.amount, transaction.currency),
    sealed: "",
    language: asked?.language ?? "uz",
    startedAt: asked?.now() ?? 0,
    testClock: Date.parse(transaction.timestamp),
    isForgotten: false,
  });
}
