import { auditRead } from "#auth";
import type { Caller } from "#platform/caller";
import { openReadSession } from "#platform/database";
import type { Language } from "#platform/i18n";
import { describeFailure, log } from "#platform/log";
import { fromMinor } from "#platform/money";
import { encodeCursor, readCursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { ERASED } from "#platform/subject";
import featureContract from "../../models/fraud-risk/features.json" with { type: "json" };
import { toFields } from "./aggregates/aggregates-in-force.ts";
import { MODEL } from "./breakers/breaker.ts";
import { transactionNotFound } from "./errors.ts";
import { type EvidenceRecord, namesOfHits } from "./evidence-record.ts";
import type { Evidence } from "./evidence-schema.ts";
import { adviceFor, sentenceOf } from "./explain.ts";
import { finalDecision } from "./final-decision.ts";
import { type LabelRow, listReports } from "./label-store.ts";
import { explainLists } from "./lists/explain-lists.ts";
import { fieldsOfSubjects } from "./lists/list-subjects.ts";
import { namesOfLists } from "./lists/lists-on-payment.ts";
import { locateTransactions } from "./locate-transactions.ts";
import { explainRules } from "./own-rules/explain-rules.ts";
import { subjectsOf } from "./privacy/subjects.ts";
import { readFilter } from "./read-filter.ts";
import type { ReasonFacts } from "./reasons/reason.ts";
import { findReviews } from "./review/store.ts";
import { viewsOf } from "./review/view.ts";
import type { TransactionDetail, TransactionQuery, TransactionSummary } from "./schemas.ts";
import { openDetails, openNote, type PersonalDetails } from "./sealed-details.ts";
import { searchTransactions } from "./search-transactions.ts";
import { featureGroupNames, featureGroups } from "./signals/feature-groups.ts";
import { featuresOf, unpackVector } from "./signals/features.ts";
import { readStretch, type TransactionRow } from "./store.ts";

/** One page of an organisation's decisions, newest first. */
export async function readTransactionPage(platform: Platform, organizationId: string, query: TransactionQuery) {
  const { db } = openReadSession(platform.env);
  const after = readCursor(query.cursor);
  const filter = await readFilter(platform, db, organizationId, query);
  const { rows, next } = await searchTransactions(
    db,
    organizationId,
    filter,
    { limit: query.limit, after },
    (stretch, limit) => readStretch(db, organizationId, filter, stretch, limit),
  );
  return {
    data: rows.map((row) => summaryOf(row, platform.language)),
    next_cursor: next ? encodeCursor(next) : null,
  };
}

/** A decision with its whole evidence, for a caller of its organisation; that it was read goes on record. */
export async function showTransaction(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  requestId: string,
): Promise<TransactionDetail> {
  const detail = await readTransaction(platform, caller.organizationId, transactionId);
  await auditRead(platform, caller, { action: "transaction.read", target: transactionId }, requestId);
  return detail;
}

/** A decision with its whole evidence; asks the payer's object where the projection has not caught up or cannot answer. */
export async function readTransaction(
  platform: Platform,
  organizationId: string,
  transactionId: string,
): Promise<TransactionDetail> {
  const row = (await locateTransactions(platform, organizationId, [transactionId])).get(transactionId);
  if (!row) throw transactionNotFound();
  const reports = await reportsOf(platform, organizationId, transactionId);
  const review = await reviewOf(platform, organizationId, transactionId);
  const personal = await openDetails(platform.sealer, organizationId, transactionId, row.sealed);
  const record = recordOf(row);
  const facts = factsOf(row, record, personal.metadata?.payment_method);
  const values = { ...facts, ...namedFields(row, record, personal) };
  const rules = await explainRules(platform, organizationId, record, values);
  const lists = record.lists ? await explainLists(platform, organizationId, record.lists) : null;
  return {
    ...toSummary(row, record, platform.language),
    livemode: !isSandbox(organizationId),
    recommended_action: adviceFor(record.reasons, row.decision === "APPROVED", platform.language),
    ...personal,
    final_decision: finalDecision(row, reports, review),
    review: review ? ((await viewsOf(platform, [review]))[0] ?? null) : null,
    reports: await Promise.all(reports.map((report) => toReport(platform, report))),
    evidence: { ...toEvidence(record, rules, platform.language), lists },
  };
}

// SAFETY: written by assessPayment().
export const recordOf = (row: Pick<TransactionRow, "evidence">) => JSON.parse(row.evidence) as EvidenceRecord;

async function toReport(platform: Platform, { organizationId, source, sourceId, sealedNote, ...row }: LabelRow) {
  return {
    source,
    source_id: sourceId,
    is_fraud: row.isFraud,
    reported_at: new Date(row.reportedAt).toISOString(),
    received_at: new Date(row.receivedAt).toISOString(),
    reported_by: row.reportedBy,
    note: sealedNote && (await openNote(platform.sealer, { organizationId, source, sourceId }, sealedNote)),
  };
}

/** None where the database cannot answer: the decision itself is worth showing. */
async function reportsOf(platform: Platform, organizationId: string, transactionId: string): Promise<LabelRow[]> {
  return listReports(platform.db, organizationId, [transactionId]).catch((failure) => {
    log("warn", "labels could not be read", describeFailure(failure));
    return [];
  });
}

/** As with the reports: none where the database cannot answer. */
async function reviewOf(platform: Platform, organizationId: string, transactionId: string) {
  const found = await findReviews(platform.db, organizationId, [transactionId]).catch((failure) => {
    log("warn", "review could not be read", describeFailure(failure));
    return [];
  });
  return found[0];
}

/** A decision as a list shows it. */
export const summaryOf = (row: TransactionRow, language: Language): TransactionSummary =>
  toSummary(row, recordOf(row), language);

/** A row as a list shows it; the reasons are told in the reader's language, whatever the sender's was. */
function toSummary(row: TransactionRow, record: EvidenceRecord, language: Language): TransactionSummary {
  const facts = factsOf(row, record);
  return {
    transaction_id: row.transactionId,
    user_id: row.userId,
    amount: fromMinor(row.amountMinor, row.currency),
    currency: row.currency,
    amount_usd: row.amountUsdCents / 100,
    merchant: row.merchant,
    merchant_category: row.merchantCategory,
    decision: row.decision,
    risk_score: row.riskScore,
    confidence: row.confidence,
    reasons: record.reasons.map((code) => sentenceOf(code, facts, language)),
    ml_model_version: row.modelVersion,
    processing_time_ms: row.processingTimeMs,
    timestamp: new Date(row.occurredAt).toISOString(),
    created_at: new Date(row.createdAt).toISOString(),
  };
}

/** What a row tells of the payment itself. */
type PaymentRow = Pick<TransactionRow, "amountUsdCents" | "amountMinor" | "currency" | "merchant" | "merchantCategory">;

/** Everything that rules and reasons may name of a decided payment. */
export function factsOf(row: PaymentRow, record: EvidenceRecord, paymentMethod?: string): ReasonFacts {
  const features = featuresOf(record.features);
  return {
    ...features,
    amount: row.amountUsdCents / 100,
    amount_local: record.amountLocal ?? fromMinor(row.amountMinor, row.currency),
    currency: row.currency,
    merchant: row.merchant,
    merchant_category: row.merchantCategory,
    country: record.places.country,
    city: record.places.city,
    payment_method: paymentMethod ?? null,
    isInternational: null,
    hasCard: features.has_card === 1,
    homeCity: record.places.home,
    ...toFields(record.aggregates),
    ...namesOfHits(record.ownHits),
    ...namesOfLists(record.lists),
  };
}

/** Who takes part in a decided payment, as the fields of rules: as far as it is kept, and opened. */
export function namedFields(
  row: Pick<TransactionRow, "organizationId" | "userId" | "payer" | "merchant">,
  { places }: EvidenceRecord,
  personal?: PersonalDetails,
): Record<string, string | null> {
  const { metadata } = personal ?? {};
  const card = subjectsOf(row.organizationId, row).find(({ type }) => type === "card");
  return fieldsOfSubjects({
    card: card?.id ?? null,
    user: row.userId === ERASED ? null : row.userId,
    device: personal?.device_id ?? null,
    ip: personal?.ip_address ?? null,
    merchant: row.merchant,
    country: places.country,
    bin: metadata?.card_bin ?? null,
    phone: metadata?.phone ?? null,
    email_domain: metadata?.email_domain ?? null,
  });
}

/** What moved the score, the heaviest first; nothing of records that are older than explanations. */
function toContributions({ contributions }: EvidenceRecord, language: Language): Evidence["contributions"] {
  return featureGroupNames
    .flatMap((group) => {
      const points = contributions?.[group];
      return points === undefined ? [] : [{ group, points, title: featureGroups[group].title[language] }];
    })
    .sort((a, b) => b.points - a.points);
}

/** Unfolds the kept record: names and meanings of the features, the rules explained. */
function toEvidence(record: EvidenceRecord, rules: Evidence["rules"], language: Language): Omit<Evidence, "lists"> {
  const features = unpackVector(record.features).flatMap((value, i) => {
    const described = featureContract[i];
    return described ? [{ name: described.name, unit: described.unit, meaning: described.meaning, value }] : [];
  });
  return {
    features,
    model: record.model && { ...record.model, tripped: record.tripped?.includes(MODEL) ?? false },
    contributions: toContributions(record, language),
    ordinary_score: record.ordinaryScore ?? null,
    rules,
    allow_first: record.allowFirst ?? false,
    aggregates: record.aggregates ?? {},
    aggregates_at_least: record.aggregatesAtLeast ?? [],
    thresholds: { review_from: record.thresholds.reviewFrom, block_above: record.thresholds.blockAbove },
    degraded: record.degraded,
    timings: { gather_ms: record.timings.gather, assess_ms: record.timings.assess, total_ms: record.timings.total },
    exchange_rates_as_of: record.ratesAsOf,
    staged: record.isStaged ?? false,
  };
}
