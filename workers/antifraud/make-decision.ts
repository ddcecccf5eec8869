import type { DecisionMade } from "#platform/events";
import type { Language } from "#platform/i18n";
import { describeFailure, log } from "#platform/log";
import { assessPayment, type ModelOpinion } from "./assess-payment.ts";
import { defaultThresholds } from "./decide.ts";
import type { PaymentBrief } from "./describe-payment.ts";
import { gatherFeatures } from "./gather-features.ts";
import { askRiskModel } from "./risk-model.ts";
import type { DegradedPart } from "./schemas.ts";
import { type Features, toVector } from "./signals/features.ts";
import type { PayerState } from "./signals/payer.ts";
import type { Payment } from "./signals/payment.ts";

/** What the payer's object is asked to decide, with all that was gathered on the way to it. */
export type AssessmentOrder = {
  organizationId: string;
  userId: string;
  brief: PaymentBrief;
  fingerprint: string;
  /** What the other entities said, and the names of all that were asked, so that each is settled with. */
  features: Partial<Features>;
  observed: string[];
  degraded: DegradedPart[];
  amountMinor: number;
  /** Envelope of the personal fields. */
  sealed: string;
  language: Language;
  startedAt: number;
  gatherMs: number;
};

export type Assessed = { status: "decided" | "repeated"; answer: string } | { status: "conflict" };

/** A payment owed to the entities that observed it. */
export type Settlement = { payment: Payment; isDeclined: boolean; entities: string[] };

/** Makes the decision of an order from the payer's state, without changing it: the event to keep, and the payment with its outcome. */
export async function makeDecision(
  order: AssessmentOrder,
  payer: PayerState,
): Promise<{ event: DecisionMade; payment: Payment }> {
  const { brief } = order;
  const assessStartedAt = Date.now();
  const features = gatherFeatures(brief, payer, order.features);
  const model = await askModel(toVector(features));
  const decidedAt = Date.now();
  const { decision, answer, evidence } = assessPayment({
    brief,
    features,
    homeCity: payer.places.cities[0]?.city ?? null,
    model,
    thresholds: defaultThresholds,
    degraded: order.degraded,
    language: order.language,
    timings: {
      gather: order.gatherMs,
      assess: decidedAt - assessStartedAt,
      total: Math.max(0, decidedAt - order.startedAt),
    },
  });
  const isBlocked = decision.decision === "BLOCKED" && brief.payment.outcome === "attempted";
  return {
    payment: isBlocked ? { ...brief.payment, outcome: "declined" } : brief.payment,
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
      modelVersion: answer.ml_model_version,
      processingTimeMs: answer.processing_time_ms,
      answer: JSON.stringify(answer),
      evidence: JSON.stringify(evidence),
      payer: brief.entities.payer,
      sealed: order.sealed,
      occurredAt: brief.payment.at,
      decidedAt,
    },
  };
}

/** The model's opinion, or null where it cannot answer: rules go on without it, and the answer says so. */
async function askModel(vector: Float32Array): Promise<ModelOpinion | null> {
  try {
    return await askRiskModel(vector);
  } catch (failure) {
    log("error", "risk model unavailable", describeFailure(failure));
    return null;
  }
}
