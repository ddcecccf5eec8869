import type { Language } from "./i18n.ts";

/** What happened to one payment, as the rest of the platform needs to know it. */
export type DecisionMade = {
  type: "antifraud.decision_made";
  /** Unique an organisation; consumers use it to apply the event once. */
  transactionId: string;
  organizationId: string;
  userId: string;
  decision: "APPROVED" | "UNDER_REVIEW" | "BLOCKED";
  riskScore: number;
  confidence: number;
  /** The sum in the minor units of `currency`, and in US cents. */
  amountMinor: number;
  amountUsdCents: number;
  currency: string;
  merchant: string;
  merchantCategory: string;
  reasons: string[];
  language: Language;
  modelVersion: string;
  processingTimeMs: number;
  /** The stored answer, byte for byte. */
  answer: string;
  /** The evidence as kept by the payer's activity object. */
  evidence: string;
  /** Name of the activity object that decided. */
  payer: string;
  /** Envelope of `{ip_address, device_id, location, metadata}`. */
  sealed: string;
  /** Epoch milliseconds: the payment's own time, and ours. */
  occurredAt: number;
  decidedAt: number;
};

/** Every event that crosses modules. A new member without a consumer in queue.ts fails to compile. */
export type PlatformEvent = DecisionMade;
