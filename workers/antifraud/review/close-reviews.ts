import { auditInsertIfChanged, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent, type VerdictsDue } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { Problem } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { transactionNotFound } from "../errors.ts";
import { finalDecision } from "../final-decision.ts";
import { type LabelRow, listReports } from "../label-store.ts";
import { reviewNotFound } from "./errors.ts";
import { isUpForReview, type Located, locateReviews } from "./open-reviews.ts";
import { describeRefusal } from "./refusals.ts";
import { noteOf } from "./sealed-notes.ts";
import {
  changeReview,
  findReviews,
  insertNoteIfChanged,
  insertReviews,
  isFreeFor,
  isOpen,
  type ReviewRow,
} from "./store.ts";
import { type Outcome, UNDO_MS, type VerdictName } from "./words.ts";

/** What a person decides on a payment under review. */
export type Verdict = { transactionId: string; decision: VerdictName; outcome: Outcome; comment: string };

/** What a decision says of how the payment turned out, where nothing else is said. */
export const outcomeOf = (decision: VerdictName): Outcome =>
  decision === "BLOCKED" ? "confirmed_fraud" : "false_positive";

/**
 * Closes reviews with a verdict each; tells of each why it was refused, or null. A claim of somebody else keeps out, and so
 * does another verdict; the same verdict of the same person again changes nothing. Nobody is told of a verdict before it can
 * no longer be undone.
 */
export async function closeReviews(
  platform: Platform,
  caller: Caller,
  verdicts: readonly Verdict[],
  requestId: string,
): Promise<Map<string, Problem | null>> {
  const { organizationId } = caller;
  const ids = verdicts.map(({ transactionId }) => transactionId);
  const located = await locateReviews(platform, organizationId, ids);
  const reports = Map.groupBy(await listReports(platform.db, organizationId, ids), (report) => report.transactionId);
  const results = new Map<string, Problem | null>();
  const drafts: Promise<Draft>[] = [];
  for (const verdict of verdicts) {
    const found = located.get(verdict.transactionId);
    if (found && isUpForReview(found))
      drafts.push(draft(platform, caller, verdict, found, reports.get(verdict.transactionId) ?? [], requestId));
    else results.set(verdict.transactionId, found ? reviewNotFound() : transactionNotFound());
  }
  const possible = await Promise.all(drafts);
  const closed = await closeAll(platform, caller, possible);
  const others = possible.filter(({ verdict }) => !closed.has(verdict.transactionId));
  const rows = await findReviews(
    platform.db,
    organizationId,
    others.map(({ verdict }) => verdict.transactionId),
  );
  for (const { verdict } of possible) results.set(verdict.transactionId, null);
  for (const { verdict } of others) {
    const row = rows.find(({ transactionId }) => transactionId === verdict.transactionId);
    if (row && !isSame(row, verdict, caller)) results.set(verdict.transactionId, await describeRefusal(platform, row));
  }
  const due = possible.flatMap(({ verdict: { transactionId }, verdictId }) =>
    closed.has(transactionId) ? [{ transactionId, verdictId }] : [],
  );
  await announceVerdicts(platform, organizationId, due, UNDO_MS / 1000);
  return results;
}

const isSame = ({ closedBy, decision, outcome }: ReviewRow, verdict: Verdict, caller: Caller) =>
  closedBy === caller.id && decision === verdict.decision && outcome === verdict.outcome;

/** A verdict with the rows that it makes. */
type Draft = Awaited<ReturnType<typeof draft>>;

async function draft(
  platform: Platform,
  caller: Caller,
  verdict: Verdict,
  { transaction, review }: Located,
  reports: readonly LabelRow[],
  requestId: string,
) {
  const verdictId = platform.newId("rev");
  const { organizationId } = caller;
  const { transactionId, decision, outcome, comment } = verdict;
  return {
    verdict,
    verdictId,
    review,
    note: await noteOf(platform, caller, transaction, { id: verdictId, kind: "verdict", text: comment }),
    audit: auditOf(platform, {
      organizationId,
      actor: caller,
      action: "transaction.decision_overridden",
      target: transactionId,
      requestId,
      changes: { decision: [finalDecision(transaction, reports), decision], outcome: [null, outcome] },
    }),
  };
}

/** Closes what nobody else holds, all in one batch; the ids of what was closed. */
async function closeAll(platform: Platform, caller: Caller, drafts: readonly Draft[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set();
  const { db } = platform;
  const now = businessNow(platform);
  const close = ({ review, verdict, verdictId }: Draft) =>
    changeReview(db, [isOpen(review), isFreeFor(caller.id, now)], {
      verdictId,
      decision: verdict.decision,
      outcome: verdict.outcome,
      closedBy: caller.id,
      closedAt: now,
      tellAt: platform.now() + UNDO_MS,
      heldUntil: null,
    });
  const results = await db.batch([
    insertReviews(
      db,
      drafts.map(({ review }) => review),
    ),
    ...drafts.flatMap((entry) => [
      close(entry),
      insertNoteIfChanged(db, entry.note),
      auditInsertIfChanged(db, entry.audit),
    ]),
  ]);
  // Each draft has three statements after the first one; what closed it is the first of the three.
  return new Set(
    drafts.flatMap(({ verdict }, i) => {
      const changed = results[1 + 3 * i];
      return Array.isArray(changed) && changed.length > 0 ? [verdict.transactionId] : [];
    }),
  );
}

/** Has verdicts told after so many seconds; what the queue does not take the sweep finds. */
export async function announceVerdicts(
  { env }: Pick<Platform, "env">,
  organizationId: string,
  verdicts: VerdictsDue["verdicts"],
  delaySeconds: number,
): Promise<void> {
  if (verdicts.length === 0) return;
  try {
    await publishEvent(env, { type: "antifraud.verdicts_due", organizationId, verdicts }, { delaySeconds });
  } catch (failure) {
    log("warn", "verdicts not announced, the sweep will find them", { organizationId, ...describeFailure(failure) });
  }
}
