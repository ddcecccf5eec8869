/** The wire's shapes, as the Worker's contracts declare them; types only, so that nothing of the Worker is bundled. */
export type { DecisionName, Evidence, TransactionDetail, TransactionSummary } from "../../workers/antifraud/schemas.ts";
export type { Profile } from "../../workers/auth/schemas.ts";
export type { DecisionMessage } from "../../workers/antifraud/dashboard/feed-entries.ts";
export type { FeedMessage } from "../../workers/dashboard/schemas.ts";
export type { Language } from "../../workers/platform/i18n.ts";
