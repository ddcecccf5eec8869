export { bucketOf, type Claim, type ClaimVerdict, entityActivity } from "./activities.ts";
export { type Assessed, type AssessmentOrder, makeDecision, type Settlement } from "./make-decision.ts";
export {
  addToEntity,
  declineInEntity,
  type EntityKind,
  type EntityState,
  emptyEntity,
  kindOf,
  readEntity,
} from "./observe-entity.ts";
export { projectDecisions } from "./project-decisions.ts";
export { askRiskModel } from "./risk-model.ts";
export { antifraudRoutes } from "./routes.ts";
export { type Features, featureNames } from "./signals/features.ts";
export type { Payment } from "./signals/payment.ts";
