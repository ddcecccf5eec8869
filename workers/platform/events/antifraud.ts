import type { Language, Localized } from "../i18n.ts";

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
  /** The first of the reasons in every language, for those who watch. */
  leadingReason: Localized | null;
  modelVersion: string;
  processingTimeMs: number;
  /** The stored answer, byte for byte. */
  answer: string;
  /** What the decision rests on, in the form of the module that decided. */
  evidence: unknown;
  /** Name of the card or user that paid. */
  payer: string;
  /** Envelope of `{ip_address, device_id, location, metadata}`. */
  sealed: string;
  /** Epoch milliseconds: the payment's own time, and ours. */
  occurredAt: number;
  decidedAt: number;
};

/** It became known how payments turned out, by these reports; all that is known of them stands in the module's own tables. */
export type LabelsReported = {
  type: "antifraud.labels_reported";
  organizationId: string;
  transactionIds: string[];
  /** Each unique in its organisation by source and the id that the source gave it; times in epoch milliseconds. */
  reports: {
    transactionId: string;
    source: string;
    sourceId: string;
    isFraud: boolean;
    reportedAt: number;
    receivedAt: number;
  }[];
};

/** Verdicts of people are about to be final, unless they were undone; each unique in its organisation by its id. */
export type VerdictsDue = {
  type: "antifraud.verdicts_due";
  organizationId: string;
  verdicts: { transactionId: string; verdictId: string }[];
};

/** A payment got its final verdict, from a person or by the organisation's policy; unique in its organisation by `verdictId`. */
export type TransactionReviewed = {
  type: "antifraud.transaction_reviewed";
  organizationId: string;
  transactionId: string;
  verdictId: string;
  decision: "APPROVED" | "BLOCKED";
  outcome: string;
  reviewedBy: string;
  /** Epoch milliseconds of business time. */
  reviewedAt: number;
};

/** Which models decide for an organisation changed, and not all who have to know could be told. */
export type ModelsAssigned = { type: "antifraud.models_assigned"; organizationId: string };

/** Which rules of an organisation are evaluated changes, or changed; those who have to know are told. */
export type RulesChanged = { type: "antifraud.rules_changed"; organizationId: string };

/** Lists of an organisation change, or changed, or one who has to know them never heard of any; those are told. */
export type ListsChanged = { type: "antifraud.lists_changed"; organizationId: string };

/** A card, user or device was blocked, or is no longer; unique in its organisation by `blockId` and type. Who it is stands in the block. */
export type EntityBlocked = {
  type: "antifraud.entity_blocked";
  organizationId: string;
  blockId: string;
  entityType: "card" | "user" | "device";
  /** Epoch milliseconds of business time. */
  blockedAt: number;
  expiresAt: number | null;
};
export type EntityUnblocked = {
  type: "antifraud.entity_unblocked";
  organizationId: string;
  blockId: string;
  entityType: "card" | "user" | "device";
  cause: "lifted" | "expired";
  /** Epoch milliseconds of business time. */
  unblockedAt: number;
};

/** What an organisation counts beside changes, or changed; those who have to know are told. */
export type AggregatesChanged = { type: "antifraud.aggregates_changed"; organizationId: string };

/** An aggregate is to be filled in from stored decisions, or on. */
export type AggregateFillDue = {
  type: "antifraud.aggregate_fill_due";
  organizationId: string;
  name: string;
  generation: number;
};

/** A UTC day is over, counted from 1970; sent once for each organisation that pays, some time after midnight. */
export type DayEnded = { type: "antifraud.day_ended"; organizationId: string; day: number };

/** Decisions wait to be counted for the analytics, or a count of all of them is under way. */
export type CountingDue = { type: "antifraud.counting_due" };

/** Backtests of an organisation wait, or one of them is to go on. */
export type BacktestsDue = { type: "antifraud.backtests_due"; organizationId: string };

/** Something is wrong with a model, or no longer: unique by organisation, version, kind, day raised and state. */
export type ModelAlert = {
  type: "antifraud.model_alert";
  organizationId: string;
  version: string;
  kind: string;
  state: "raised" | "resolved";
  raisedDay: number;
  /** The UTC day whose figures say so, counted from 1970. */
  day: number;
  figure: number;
  threshold: number;
  /** What the figure is of: a feature, or a source of labels. */
  subject: string | null;
};

/**
 * A rule, or the model, blocked more than its band allows and is stopped from it until somebody resets its breaker; or somebody
 * did. Unique by organisation, `ref`, `generation` and `state`, however many shards tell of it.
 */
export type BreakerTripped = {
  type: "antifraud.breaker_tripped";
  organizationId: string;
  kind: "rule" | "model";
  /** The id of the rule, or `model`; and what it is called. */
  ref: string;
  name: string;
  /** How often the breaker was reset before. */
  generation: number;
  state: "tripped" | "reset";
  /** When, epoch milliseconds of business time; the figures are those of the trip. */
  at: number;
  /** The share of `payments` that were `blocks`, 0 to 1, in the minutes before. */
  rate: number;
  payments: number;
  blocks: number;
  windowMinutes: number;
  /** `limit` is the share that was left, by the policy and the day before, where that had payments enough. */
  band: { limit: number; baselineRate: number | null; maxRate: number; maxFactor: number; minPayments: number };
};

/** The alert rules of an organisation are to be looked at. */
export type AlertsDue = { type: "antifraud.alerts_due"; organizationId: string };

/** What happened to an alert of a rule; unique in its organisation by `alertId`. Times in epoch milliseconds of business time. */
type AlertNews = {
  organizationId: string;
  alertId: string;
  ruleId: string;
  name: string;
  severity: string;
  metric: string;
  comparison: string | null;
  baseline: string | null;
  windowMinutes: number | null;
  /** Null where no data was the reason. */
  value: number | null;
  threshold: number;
  beganAt: number;
  firedAt: number;
  endedAt: number | null;
};

/** The condition of an alert rule has held for as long as it says. */
export type AlertFired = AlertNews & { type: "antifraud.alert_fired" };

/** It no longer does. */
export type AlertResolved = AlertNews & { type: "antifraud.alert_resolved" };

export type AntifraudEvent =
  | DecisionMade
  | LabelsReported
  | VerdictsDue
  | TransactionReviewed
  | ModelsAssigned
  | RulesChanged
  | ListsChanged
  | EntityBlocked
  | EntityUnblocked
  | AggregatesChanged
  | AggregateFillDue
  | DayEnded
  | CountingDue
  | BacktestsDue
  | ModelAlert
  | BreakerTripped
  | AlertsDue
  | AlertFired
  | AlertResolved;
