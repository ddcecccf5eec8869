import type { DegradedPart } from "../evidence-schema.ts";
import type { ReasonCode } from "../reasons/index.ts";
import type { DecisionName } from "../schemas.ts";

/** A decision that the sandbox takes by the amount alone. */
export type StagedDecision = {
  amount: number;
  decision: DecisionName;
  score: number;
  confidence: number;
  reasons: readonly ReasonCode[];
  version: string;
  degraded?: readonly DegradedPart[];
  /** How long the answer is held back after the decision was taken, milliseconds. */
  delayMs?: number;
};

/** An answer that an integration has to bear: nothing is decided, and the same request gets it again. */
export type StagedRefusal = { amount: number; status: 429 | 503; retryAfterS: number };

/** What answers name as their model where none was asked. */
const VERSION = "sandbox";

/**
 * Payments that the sandbox decides by their amount, in whichever currency, so that tests of an integration always see the
 * same; every other amount is decided as live ones are. The bounds of the score are there from both sides. Reasons speak of the
 * amount alone: nothing else is known to have been sent.
 */
export const stagedDecisions: readonly StagedDecision[] = [
  { amount: 700_101, decision: "APPROVED", score: 40, confidence: 0.95, reasons: [], version: VERSION },
  { amount: 700_102, decision: "APPROVED", score: 499, confidence: 0.6, reasons: [], version: VERSION },
  {
    amount: 700_201,
    decision: "UNDER_REVIEW",
    score: 500,
    confidence: 0.6,
    reasons: ["sandbox_code"],
    version: VERSION,
  },
  {
    amount: 700_202,
    decision: "UNDER_REVIEW",
    score: 650,
    confidence: 0.75,
    reasons: ["sandbox_review", "sandbox_code"],
    version: VERSION,
  },
  {
    amount: 700_203,
    decision: "UNDER_REVIEW",
    score: 800,
    confidence: 0.8,
    reasons: ["sandbox_review"],
    version: VERSION,
  },
  {
    amount: 700_204,
    decision: "UNDER_REVIEW",
    score: 500,
    confidence: 0.5,
    reasons: ["model_unavailable"],
    version: "rules-only",
    degraded: ["model"],
  },
  {
    amount: 700_301,
    decision: "BLOCKED",
    score: 801,
    confidence: 0.8,
    reasons: ["sandbox_block"],
    version: VERSION,
  },
  {
    amount: 700_302,
    decision: "BLOCKED",
    score: 1000,
    confidence: 0.99,
    reasons: ["sandbox_block", "sandbox_code"],
    version: VERSION,
  },
  {
    amount: 700_408,
    decision: "APPROVED",
    score: 40,
    confidence: 0.95,
    reasons: [],
    version: VERSION,
    delayMs: 5000,
  },
];

export const stagedRefusals: readonly StagedRefusal[] = [
  { amount: 700_429, status: 429, retryAfterS: 2 },
  { amount: 700_503, status: 503, retryAfterS: 1 },
];

const decisions = new Map(stagedDecisions.map((staged) => [staged.amount, staged]));
const refusals = new Map(stagedRefusals.map((staged) => [staged.amount, staged]));

/** What the sandbox decides by an amount in major units; undefined where it decides as live. */
export const stagedDecisionOf = (amount: number): StagedDecision | undefined => decisions.get(amount);

/** What the sandbox refuses by an amount in major units. */
export const stagedRefusalOf = (amount: number): StagedRefusal | undefined => refusals.get(amount);
