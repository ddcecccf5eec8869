/** The wire's shapes, as the Worker's contracts declare them; types only, so that nothing of the Worker is bundled. */

export type { Metrics, ReadinessAnswer } from "../../workers/admin/schemas.ts";
export type { AggregateView } from "../../workers/antifraud/aggregates/schemas.ts";
export type { AlertRuleView as AlertRule, AlertView as Alert } from "../../workers/antifraud/alerts/schemas.ts";
export type {
  MerchantRisk,
  Overview,
  RuleReport,
  ThresholdPair,
  ThresholdReport,
  Trends,
} from "../../workers/antifraud/analytics/schemas.ts";
export type {
  BacktestDetail,
  BacktestView as Backtest,
  DifferenceView as BacktestDifference,
  Quality as BacktestQuality,
  ResultView as BacktestResult,
  RuleReport as BacktestRuleReport,
} from "../../workers/antifraud/backtests/schemas.ts";
export type { BlockView as EntityBlock } from "../../workers/antifraud/blocks/schemas.ts";
export type { BreakerView } from "../../workers/antifraud/breakers/schemas.ts";
export type { DecisionMessage } from "../../workers/antifraud/dashboard/decision-message.ts";
export type { Evidence } from "../../workers/antifraud/evidence-schema.ts";
export type {
  EntryView as ListEntry,
  ImportReport as ListImportReport,
  ListView,
  ListView as PaymentList,
} from "../../workers/antifraud/lists/schemas.ts";
export type {
  Comparison as ModelComparison,
  ModelList as RiskModels,
  ModelView as RiskModel,
} from "../../workers/antifraud/models/schemas.ts";
export type {
  ListedRule,
  PolicyInput,
  PolicyView,
  RuleInput,
  RuleVersionView,
  RuleView,
} from "../../workers/antifraud/own-rules/schemas.ts";
export type { TrialResult } from "../../workers/antifraud/own-rules/trial-schemas.ts";
export type { ProposalView } from "../../workers/antifraud/proposals/schemas.ts";
export type {
  BatchResult,
  Related,
  ReviewDetail,
  ReviewItem,
  ReviewStats,
  TimelineEntry,
} from "../../workers/antifraud/review/schemas.ts";
export type {
  Answer,
  DecisionName,
  TransactionDetail,
  TransactionSummary,
} from "../../workers/antifraud/schemas.ts";
export type { SnoozeView } from "../../workers/antifraud/snoozes/schemas.ts";
export type { Health as ModelHealth } from "../../workers/antifraud/watch/schemas.ts";
export type { ExportedEvent, Verification } from "../../workers/auth/audit/schemas.ts";
export type { ApiKey } from "../../workers/auth/key-schemas.ts";
export type { ClientView } from "../../workers/auth/oauth/schemas.ts";
export type { LoggedRequestView as LoggedRequest, RequestPage } from "../../workers/auth/requests/schemas.ts";
export type { Role } from "../../workers/auth/roles.ts";
export type { TestClock } from "../../workers/auth/sandbox/schemas.ts";
export type {
  InvitationView,
  ListedOrganization,
  OrganizationView,
  PlatformPerson,
  Profile,
  SessionView,
} from "../../workers/auth/schemas.ts";
export type { SavedView, SavedViews, ViewInput } from "../../workers/auth/views/schemas.ts";
export type { ResyncMessage } from "../../workers/dashboard/resync-message.ts";
export type { Language } from "../../workers/platform/i18n.ts";
export type { RequestView as PrivacyRequest, RetentionView } from "../../workers/privacy/schemas.ts";
export type { DeliveryDetail, DeliveryStatus, DeliveryView, EndpointView } from "../../workers/webhooks/schemas.ts";
