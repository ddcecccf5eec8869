export {
  type Claim,
  type ClaimVerdict,
  entityActivity,
  organizationOf,
  shardOf,
  shardsOf,
} from "./activities.ts";
export {
  type AggregateInForce,
  type AggregateReadings,
  type AggregateStart,
  type AggregatesInForce,
  aggregatesInForce,
  countIn as countInAggregate,
  dropObsolete,
  noAggregates,
  noReadings,
  readAggregates,
} from "./aggregates/aggregates-in-force.ts";
export { announceAggregates } from "./aggregates/announce-aggregates.ts";
export { fillAggregates, sweepFills } from "./aggregates/backfill-aggregates.ts";
export { type BookedAggregate, keyOf } from "./aggregates/definition.ts";
export type { AggregatesWord, FillOrder, FillStep } from "./aggregates/words.ts";
export { beginAlerts, evaluateAlerts } from "./alerts/evaluate-alerts.ts";
export { recordModelAlerts, recordTrips } from "./alerts/record-alerts.ts";
export { countLabels } from "./analytics/count-labels.ts";
export { countOn, sweepUncounted } from "./analytics/rebuild-rollups.ts";
export { applyLabels, type LabelNotice } from "./apply-labels.ts";
export { addObservation, askOtherShards, type Observation, type Said } from "./ask-other-shards.ts";
export { sweepAttachments } from "./attachments/remove-attachments.ts";
export { goOnWithBacktests, sweepBacktests } from "./backtests/run-backtests.ts";
export { sweepUntoldBlocks, tellBlocks } from "./blocks/tell-blocks.ts";
export type { Band } from "./breakers/band.ts";
export { BlockCounts, MINUTES_KNOWN, type MinuteCounts, type Watched } from "./breakers/block-counts.ts";
export { type BreakerState, tripOf } from "./breakers/breaker.ts";
export { judgePayment } from "./breakers/judge-payment.ts";
export { keepTrips } from "./breakers/keep-trips.ts";
export type { BreakerFigures } from "./breakers/read-breakers.ts";
export { antifraudDashboard } from "./dashboard/dashboard-part.ts";
export { publicAntifraudRoutes } from "./demo/routes.ts";
export { foreseeIn, type LookOrder } from "./foresee-payment.ts";
export { announceLists, sweepExpiredEntries } from "./lists/announce-lists.ts";
export { type BookWord, type ListBook, type ListMember, type MembersWord, NEVER_TOLD } from "./lists/list-book.ts";
export { ListKeys } from "./lists/list-keys.ts";
export type { ListSubject, PaymentSubjects } from "./lists/list-subjects.ts";
export { formsThatHold } from "./lists/list-values.ts";
export { evidenceOf, type ListEvidence, type ListsOnPayment } from "./lists/lists-on-payment.ts";
export {
  type Decided,
  type DecisionOrder,
  makeDecision,
  type OpenOrder,
  openOrder,
  type Settlement,
} from "./make-decision.ts";
export { announceModels } from "./models/announce-models.ts";
export { loadAssigned } from "./models/ask-assigned-model.ts";
export type { ModelAssignment } from "./models/assignment.ts";
export { scoreChallengers } from "./models/score-challengers.ts";
export {
  addToEntity,
  declineInEntity,
  type EntityKind,
  type EntityState,
  emptyEntity,
  kindOf,
  labelInEntity,
  observedEntities,
  readEntity,
  weightOf,
} from "./observe-entity.ts";
export { announceRules } from "./own-rules/announce-rules.ts";
export { mailRuleHits, sweepRuleHits } from "./own-rules/mail-hits.ts";
export type { RuleBook, RulesWord } from "./own-rules/rule-book.ts";
export { builtInRules, type RulesInForce, rulesInForce } from "./own-rules/rules-in-force.ts";
export { antifraudPrivacy } from "./privacy/data-classes.ts";
export type { ForgetOrder, ForgetStep } from "./privacy/forget-payer.ts";
export { projectDecisions } from "./project-decisions.ts";
export { openReviews } from "./review/open-reviews.ts";
export { sweepVerdicts, tellVerdicts } from "./review/tell-verdicts.ts";
export { askModel, bundledModel } from "./risk-model.ts";
export { antifraudRoutes } from "./routes.ts";
export { type Features, featureNames, knownFeatures, missingFeatures } from "./signals/features.ts";
export { FRAUD, type Label, LEGITIMATE, UNKNOWN } from "./signals/labels.ts";
export type { Payment } from "./signals/payment.ts";
export { endDay } from "./watch/end-day.ts";
export { modelGauges } from "./watch/gauges.ts";
export { reportAlerts } from "./watch/report-alerts.ts";
export { watchModels } from "./watch/watch-models.ts";
export { antifraudWebhookEvents } from "./webhook-events.ts";
