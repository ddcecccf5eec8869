/** The wire's shapes, as the Worker's contracts declare them; types only, so that nothing of the Worker is bundled. */

export type { Overview, Trends } from "../../workers/antifraud/analytics/schemas.ts";
export type { DecisionMessage } from "../../workers/antifraud/dashboard/decision-message.ts";
export type {
  BatchResult,
  Related,
  ReviewDetail,
  ReviewItem,
  ReviewStats,
  TimelineEntry,
} from "../../workers/antifraud/review/schemas.ts";
export type { DecisionName, Evidence, TransactionDetail, TransactionSummary } from "../../workers/antifraud/schemas.ts";
export type { ExportedEvent, Verification } from "../../workers/auth/audit/schemas.ts";
export type { ClientView } from "../../workers/auth/oauth/schemas.ts";
export type { Role } from "../../workers/auth/roles.ts";
export type { ApiKey, InvitationView, OrganizationView, Profile, SessionView } from "../../workers/auth/schemas.ts";
export type { FeedMessage } from "../../workers/dashboard/feed-message.ts";
export type { Language } from "../../workers/platform/i18n.ts";
export type { RequestView as PrivacyRequest, RetentionView } from "../../workers/privacy/schemas.ts";
export type {
  DeliveryDetail,
  DeliveryStatus,
  DeliveryView,
  EndpointView,
} from "../../workers/webhooks/schemas.ts";
