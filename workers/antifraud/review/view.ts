import { type Colleague, colleaguesOf } from "#auth";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import type { Review } from "./review-schema.ts";
import type { ReviewRow } from "./store.ts";
import type { State } from "./words.ts";

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Where a review stands at a time of business. */
export function stateOf({ closedAt, heldUntil, escalatedAt }: ReviewRow, now: number): State {
  if (closedAt !== null) return "closed";
  if (heldUntil !== null && heldUntil > now) return "claimed";
  return escalatedAt === null ? "open" : "escalated";
}

/** Reviews as callers see them, with the names of those who have them. */
export async function viewsOf(platform: Platform, rows: readonly ReviewRow[]): Promise<Review[]> {
  const [first] = rows;
  if (!first) return [];
  const ids = [...new Set(rows.flatMap(({ assignee }) => assignee ?? []))];
  const colleagues = await colleaguesOf(platform, first.organizationId, ids);
  const now = businessNow(platform);
  return rows.map((row) => viewOf(row, colleagues, now));
}

function viewOf(row: ReviewRow, colleagues: ReadonlyMap<string, Colleague>, now: number): Review {
  const state = stateOf(row, now);
  return {
    transaction_id: row.transactionId,
    state,
    priority: row.priority,
    risk_score: row.riskScore,
    opened_at: iso(row.openedAt),
    due_at: iso(row.dueAt),
    overdue: row.closedAt === null && row.dueAt < now,
    assignee: row.assignee,
    assignee_name: (row.assignee === null ? undefined : colleagues.get(row.assignee)?.name) ?? null,
    held_until: state === "claimed" ? isoOrNull(row.heldUntil) : null,
    escalated_at: isoOrNull(row.escalatedAt),
    verification: row.verification,
    verdict: verdictOf(row),
  };
}

function verdictOf({
  verdictId,
  decision,
  outcome,
  closedBy,
  closedAt,
  tellAt,
  finalAt,
}: ReviewRow): Review["verdict"] {
  if (verdictId === null || decision === null || outcome === null || closedBy === null || closedAt === null)
    return null;
  const undo_until = finalAt === null ? isoOrNull(tellAt) : null;
  return { id: verdictId, decision, outcome, by: closedBy, at: iso(closedAt), undo_until };
}
