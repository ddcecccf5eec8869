import type { DecisionMade } from "#platform/events";
import type { Language } from "#platform/i18n";
import { describeFailure, log } from "#platform/log";
import { sealerOf } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { type AggregatesInForce, recordReadings } from "./aggregates/aggregates-in-force.ts";
import type { Said } from "./ask-other-shards.ts";
import { assessPayment, assessStaged } from "./assess-payment.ts";
import type { Watched } from "./breakers/block-counts.ts";
import { completeFeatures } from "./complete-features.ts";
import { defaultThresholds } from "./decide.ts";
import { describePayment, type PaymentBrief } from "./describe-payment.ts";
import type { DegradedPart } from "./evidence-schema.ts";
import type { ListsOnPayment } from "./lists/lists-on-payment.ts";
import { type Asked, askAssignedModel } from "./models/ask-assigned-model.ts";
import type { ModelAssignment } from "./models/assignment.ts";
import type { RulesInForce } from "./own-rules/rules-in-force.ts";
import { type Explanation, explainModel } from "./risk-model.ts";
import { stagedDecisionOf } from "./sandbox/amounts.ts";
import type { Transaction } from "./schemas.ts";
import { type Features, roundToVector, toVector } from "./signals/features.ts";
import type { PayerState } from "./signals/payer.ts";
import type { Payment } from "./signals/payment.ts";
import { payerIndexOf } from "./snoozes/payer-index.ts";
import { snoozedRules } from "./snoozes/snoozed-rules.ts";

/** What a payer's object is asked to decide; flat, since it is copied from object to object. */
export type DecisionOrder = {
  organizationId: string;
  /** How many objects share the organisation's activity. */
  shards: number;
  /** The transaction as JSON, and its SHA-256. */
  transaction: string;
  fingerprint: string;
  usdPerUnit: number;
  amountMinor: number;
  /** Envelope of the personal fields. */
  sealed: string;
  language: Language;
  startedAt: number;
  /** Where the sandbox's clock stands: the decision is taken at that time. null where time runs. */
  testClock: number | null;
  /** Whether the projection was asked already for what the object forgot. */
  isForgotten: boolean;
};

/** An order with its payment described. */
export type OpenOrder = DecisionOrder & { userId: string; brief: PaymentBrief };

export function openOrder(order: DecisionOrder): OpenOrder {
  // SAFETY: submitTransaction() wrote the text of a validated transaction.
  const transaction = JSON.parse(order.transaction) as Transaction;
  return {
    ...order,
    userId: transaction.user_id,
    brief: describePayment(order.organizationId, transaction, order.usdPerUnit),
  };
}

/** An answer, now or before; another body under the id; or an id so old that only the projection knows its answer. */
export type Decided = { status: "decided"; answer: string } | { status: "conflict" } | { status: "forgotten" };

/** A payment owed to entities of another shard, and whether we declined it. */
export type Settlement = { payment: Payment; names: string[]; isDeclined: boolean };

/**
 * Makes the decision of an order from the payer's state, without changing it: the event to keep, whether we decline, and what
 * breakers count.
 * The features that the other entities wrote are completed in place.
 */
export async function makeDecision(
  order: OpenOrder,
  payer: PayerState,
  said: Omit<Said, "owed" | "features"> & { features: Features },
  {
    inForce,
    tripped,
    lists,
    aggregates,
    ...models
  }: {
    env: Env;
    assignment: ModelAssignment | null;
    inForce: RulesInForce;
    tripped: ReadonlySet<string>;
    lists: ListsOnPayment | null;
    aggregates: AggregatesInForce;
  },
): Promise<{ event: DecisionMade; isDeclined: boolean; watched: Watched }> {
  const { brief } = order;
  const assessStartedAt = Date.now();
  const { features } = said;
  completeFeatures(features, brief, payer);
  roundToVector(features);
  const vector = toVector(features);
  const staged = isSandbox(order.organizationId) ? stagedDecisionOf(brief.facts.amount_local) : undefined;
  const opinion =
    staged ??
    (await askModels(said.degraded, brief.entities.payer, vector, {
      ...models,
      reviewFrom: inForce.thresholds.reviewFrom,
    }));
  const endedAt = Date.now();
  const decidedAt = order.testClock ?? endedAt;
  const known = {
    brief,
    features,
    recorded: recordReadings(aggregates, said.aggregates),
    vector,
    homeCity: payer.places.cities[0]?.city ?? null,
    // What an amount stages in the sandbox does not move with the policy.
    thresholds: staged ? defaultThresholds : inForce.thresholds,
    language: order.language,
    timings: {
      gather: said.askedMs,
      assess: endedAt - assessStartedAt,
      total: Math.max(0, endedAt - order.startedAt),
    },
  };
  const { decision, answer, leadingReason, evidence, watched } =
    "amount" in opinion
      ? assessStaged(known, opinion)
      : assessPayment({
          ...known,
          ...opinion,
          inForce,
          tripped,
          lists,
          snoozed: snoozedFor(models.env, inForce, brief, decidedAt),
        });
  return {
    watched,
    isDeclined: decision.decision === "BLOCKED" && brief.payment.outcome === "attempted",
    event: {
      type: "antifraud.decision_made",
      transactionId: brief.payment.id,
      organizationId: order.organizationId,
      userId: order.userId,
      decision: decision.decision,
      riskScore: decision.riskScore,
      confidence: decision.confidence,
      amountMinor: order.amountMinor,
      amountUsdCents: brief.payment.cents,
      currency: brief.facts.currency,
      merchant: brief.facts.merchant,
      merchantCategory: brief.facts.merchant_category,
      reasons: answer.reasons,
      language: order.language,
      leadingReason,
      modelVersion: answer.ml_model_version,
      processingTimeMs: answer.processing_time_ms,
      answer: JSON.stringify(answer),
      evidence,
      payer: brief.entities.payer,
      sealed: order.sealed,
      occurredAt: brief.payment.at,
      decidedAt,
    },
  };
}

const nothing: ReadonlySet<string> = new Set();

/** The rules that are out of force for who pays. */
function snoozedFor(env: Env, { snoozes }: RulesInForce, { entities }: PaymentBrief, at: number): ReadonlySet<string> {
  if (snoozes.size === 0) return nothing;
  const sealer = sealerOf(env);
  const payers = [entities.payer, entities.user].flatMap((name) => (name === null ? [] : [payerIndexOf(sealer, name)]));
  return snoozedRules(snoozes, payers, at);
}

/** What the model says of a payment, what moved it, and what could not be asked. */
async function askModels(
  missing: readonly DegradedPart[],
  payer: string,
  vector: Float32Array,
  { env, assignment, reviewFrom }: { env: Env; assignment: ModelAssignment | null; reviewFrom: number },
) {
  const { asked, degraded } = await askAssignedModel(env, assignment, payer, vector);
  const explanation = asked && (await explainFrom(reviewFrom, asked, vector));
  return {
    model: asked?.opinion ?? null,
    contributions: explanation?.contributions ?? null,
    ...(explanation && { ordinaryScore: explanation.ordinaryScore }),
    degraded: [...missing, ...degraded],
  };
}

/** What moved a model that sends a payment to review, or null where it cannot say: reasons then come from what applies. */
async function explainFrom(
  reviewFrom: number,
  { opinion, by }: Asked,
  vector: Float32Array,
): Promise<Explanation | null> {
  if (opinion.score < reviewFrom) return null;
  try {
    return await explainModel(by, vector);
  } catch (failure) {
    log("error", "score could not be explained", describeFailure(failure));
    return null;
  }
}
