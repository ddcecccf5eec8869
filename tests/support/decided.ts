import { env } from "cloudflare:workers";
import type { EvidenceRecord } from "../../workers/antifraud/evidence-record.ts";
import { projectDecisions } from "../../workers/antifraud/project-decisions.ts";
import type { DecisionName } from "../../workers/antifraud/schemas.ts";
import { sealDetails } from "../../workers/antifraud/sealed-details.ts";
import { featureNames, packVector } from "../../workers/antifraud/signals/features.ts";
import type { DecisionMade } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { payment } from "./samples.ts";

export const DAY_MS = 86_400_000;
export const BUNDLED = "v1.1.0-ensemble";

type Draft = {
  /** Epoch milliseconds. */
  at: number;
  version?: string;
  decision?: DecisionName;
  score?: number;
  features?: Partial<Record<(typeof featureNames)[number], number>>;
  merchant?: string;
  cents?: number;
  /** Rules that hit. */
  hits?: string[];
  /** A list that held something of it. */
  heldBy?: string;
  /** What the model said, where it is not the score; null where it was not asked. */
  modelScore?: number | null;
};

/** A payment that was decided then, as its object told of it. */
export function decided(organizationId: string, draft: Draft): DecisionMade {
  const { at, version = BUNDLED, decision = "APPROVED", score = 20, features = {} } = draft;
  const { merchant = "shop", cents = 100, hits = [], modelScore = score, heldBy } = draft;
  const transactionId = `txn-${crypto.randomUUID()}`;
  const vector = Float32Array.from(featureNames, (name) => features[name] ?? Number.NaN);
  const evidence: EvidenceRecord = {
    features: packVector(vector),
    model: modelScore === null ? null : { version, probability: modelScore / 1000, score: modelScore },
    contributions: null,
    rules: hits.length > 0 ? { hit: hits } : {},
    ...(heldBy !== undefined && {
      lists: { revision: 1, held: [{ id: heldBy, subject: "user" as const, kind: "block" as const }], lacks: [] },
    }),
    reasons: [],
    places: { country: null, city: null, home: null },
    thresholds: { reviewFrom: 500, blockAbove: 800, unseenLimitUsd: 100 },
    degraded: [],
    timings: { gather: 1, assess: 1, total: 2 },
    ratesAsOf: "2026-11-01",
  };
  return {
    type: "antifraud.decision_made",
    transactionId,
    organizationId,
    userId: "user",
    decision,
    riskScore: score,
    confidence: 0.9,
    amountMinor: cents,
    amountUsdCents: cents,
    currency: "USD",
    merchant,
    merchantCategory: "Groceries",
    reasons: [],
    language: "en",
    leadingReason: null,
    modelVersion: version,
    processingTimeMs: 2,
    answer: JSON.stringify({ transaction_id: transactionId }),
    evidence,
    payer: "user:x",
    sealed: "",
    occurredAt: at,
    decidedAt: at,
  };
}

/** Puts payments where the queue would have put them. */
export const projected = (events: readonly DecisionMade[]) => projectDecisions(createPlatform(env), events);

/** The same payments with personal details that can be opened, as reports on them need it. */
export const sealed = (events: readonly DecisionMade[]) =>
  Promise.all(
    events.map(async (event) => {
      const { organizationId, transactionId: transaction_id } = event;
      const transaction = payment({ transaction_id });
      return { ...event, sealed: await sealDetails(createPlatform(env).sealer, organizationId, transaction) };
    }),
  );
