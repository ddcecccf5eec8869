/** The wire's shapes, as the Worker's contracts declare them; types only, so that nothing of the Worker is bundled. */

export type { AlertRuleView as AlertRule, AlertView as Alert } from "../../workers/antifraud/alerts/schemas.ts";
export type {
  MerchantRisk,
  Overview,
  ThresholdPair,
  ThresholdReport,
  Trends,
} from "../../workers/antifraud/analytics/schemas.ts";
export type { BlockView as EntityBlock } from "../../workers/antifraud/blocks/schemas.ts";
export type { DecisionMessage } from "../../workers/antifraud/dashboard/decision-message.ts";
export type {
  EntryView as ListEntry,
  ImportReport as ListImportReport,
  ListView as PaymentList,
} from "../../workers/antifraud/lists/schemas.ts";
export type {
  Comparison as ModelComparison,
  ModelList as RiskModels,
  ModelView as RiskModel,
} from "../../workers/antifraud/models/schemas.ts";
export type {
  BatchResult,
  Related,
  ReviewDetail,
  ReviewItem,
  ReviewStats,
  TimelineEntry,
} from "../../workers/antifraud/review/schemas.ts";
export type { DecisionName, Evidence, TransactionDetail, TransactionSummary } from "../../workers/antifraud/schemas.ts";
export type { Health as ModelHealth } from "../../workers/antifraud/watch/schemas.ts";
export type { Profile } from "../../workers/auth/schemas.ts";
export type { FeedMessage } from "../../workers/dashboard/feed-message.ts";
export type { Language } from "../../workers/platform/i18n.ts";
