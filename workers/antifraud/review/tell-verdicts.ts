import { publishEvent, publishTogether, type TransactionReviewed, type VerdictsDue } from "#platform/events";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { LabelRow } from "../label-store.ts";
import { locateTransactions } from "../locate-transactions.ts";
import { subjectsOf } from "../privacy/subjects.ts";
import { labelsReported } from "../report-labels.ts";
import { sealNote } from "../sealed-details.ts";
import type { TransactionRow } from "../store.ts";
import { openReviewNote } from "./sealed-notes.ts";
import { findReviews, listNotes, type NoteRow, type ReviewRow } from "./store.ts";
import { type DueVerdict, finaliseVerdicts, listUntold, markTold } from "./verdict-store.ts";

/** So many travel as one parameter of D1, which takes 2 MB, and as one message or two of the queue. */
const VERDICTS_AT_ONCE = 200;

/**
 * Makes verdicts final whose time to undo them is over, as labels too, and tells of each. Undoing and making final are one
 * statement each, so of both one happens; told again, those who heard of it ignore it.
 */
export async function tellVerdicts(platform: Platform, events: readonly VerdictsDue[]): Promise<void> {
  for (const [organizationId, own] of Map.groupBy(events, (event) => event.organizationId)) {
    const asked = new Set(own.flatMap(({ verdicts }) => verdicts.map(({ verdictId }) => verdictId)));
    const ids = [...new Set(own.flatMap(({ verdicts }) => verdicts.map(({ transactionId }) => transactionId)))];
    const isAsked = (row: ReviewRow): row is DueVerdict =>
      row.verdictId !== null && asked.has(row.verdictId) && row.toldAt === null;
    const verdicts = (await findReviews(platform.db, organizationId, ids)).filter(isAsked);
    const now = platform.now();
    await comeAgain(
      platform,
      organizationId,
      verdicts.filter(({ tellAt }) => (tellAt ?? 0) > now),
    );
    const due = verdicts.filter(({ tellAt }) => (tellAt ?? 0) <= now);
    for (let i = 0; i < due.length; i += VERDICTS_AT_ONCE)
      await tell(platform, organizationId, due.slice(i, i + VERDICTS_AT_ONCE));
  }
}

/** Has those told later of which the queue told too early. */
async function comeAgain({ env, now }: Platform, organizationId: string, early: readonly DueVerdict[]): Promise<void> {
  if (early.length === 0) return;
  const verdicts = early.map(({ transactionId, verdictId }) => ({ transactionId, verdictId }));
  const waitMs = Math.max(...early.map(({ tellAt }) => tellAt ?? 0)) - now();
  const event = { type: "antifraud.verdicts_due" as const, organizationId, verdicts };
  await publishEvent(env, event, { delaySeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}

async function tell(platform: Platform, organizationId: string, due: readonly DueVerdict[]): Promise<void> {
  const { db, env } = platform;
  const ids = due.map(({ transactionId }) => transactionId);
  const labels = await labelsOf(platform, organizationId, due);
  await finaliseVerdicts(db, organizationId, due, labels, platform.now());
  // Read anew, since some may have been undone up to now.
  const asked = new Set(due.map(({ verdictId }) => verdictId));
  const final = (await findReviews(db, organizationId, ids)).filter(
    (row): row is DueVerdict => row.verdictId !== null && asked.has(row.verdictId) && row.finalAt !== null,
  );
  if (final.length === 0) return;
  const finalIds = new Set(final.map(({ verdictId }) => verdictId));
  const told = labels.filter(({ sourceId }) => finalIds.has(sourceId));
  await publishTogether(env, [
    ...(told.length > 0 ? [labelsReported(organizationId, told)] : []),
    ...final.map(reviewedOf),
  ]);
  await markTold(db, organizationId, final, platform.now());
}

/** The labels that verdicts are, those that are no label left out. */
async function labelsOf(platform: Platform, organizationId: string, due: readonly DueVerdict[]): Promise<LabelRow[]> {
  const conclusive = due.filter(({ outcome }) => outcome !== "inconclusive");
  const ids = conclusive.map(({ transactionId }) => transactionId);
  const [located, notes] = await Promise.all([
    locateTransactions(platform, organizationId, ids),
    listNotes(platform.db, organizationId, ids),
  ]);
  return Promise.all(
    conclusive.map((verdict) => {
      const transaction = located.get(verdict.transactionId);
      if (!transaction) throw new Error("A reviewed transaction could not be located");
      const note = notes.find(({ id }) => id === verdict.verdictId);
      return labelOf(platform, verdict, transaction, note);
    }),
  );
}

/** The label that a verdict is: about the payment's own time, known since the verdict. */
async function labelOf(
  { sealer }: Platform,
  { organizationId, transactionId, verdictId, decision, closedAt, closedBy }: DueVerdict,
  transaction: TransactionRow,
  note: NoteRow | undefined,
): Promise<LabelRow> {
  const name = { organizationId, source: "review" as const, sourceId: verdictId };
  const text = note ? await openReviewNote(sealer, note) : null;
  const at = closedAt ?? 0;
  return {
    ...name,
    transactionId,
    isFraud: decision === "BLOCKED",
    occurredAt: transaction.occurredAt,
    reportedAt: at,
    receivedAt: at,
    reportedBy: closedBy ?? "",
    sealedNote: text === null ? null : await sealNote(sealer, subjectsOf(organizationId, transaction), name, text),
  };
}

/** What is told of a verdict that is final. */
function reviewedOf(row: DueVerdict): TransactionReviewed {
  const { organizationId, transactionId, verdictId, decision, outcome, closedBy, closedAt } = row;
  if (decision === null || outcome === null) throw new Error("A verdict without a decision");
  return {
    type: "antifraud.transaction_reviewed",
    organizationId,
    transactionId,
    verdictId,
    decision,
    outcome,
    reviewedBy: closedBy ?? "",
    reviewedAt: closedAt ?? 0,
  };
}

/** So long after its time a verdict counts as left behind. */
const LATE_MS = 60_000;

/** Has verdicts told that the queue lost or never heard of. */
export async function sweepVerdicts({ db, env, now }: Platform): Promise<void> {
  const late = await listUntold(db, now() - LATE_MS);
  for (const [organizationId, own] of Map.groupBy(late, (row) => row.organizationId)) {
    const verdicts = own.map(({ transactionId, verdictId }) => ({ transactionId, verdictId }));
    await publishEvent(env, { type: "antifraud.verdicts_due", organizationId, verdicts });
  }
  if (late.length > 0) log("warn", "verdicts told late", { verdicts: late.length });
}
