import type { z } from "@hono/zod-openapi";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { toPolicyView } from "../own-rules/change-policy.ts";
import { toDocumentView } from "../own-rules/read-rules.ts";
import { proposalNotFound } from "./errors.ts";
import type { ProposalView, proposalQuery } from "./schemas.ts";
import { openProposed } from "./sealed-recipients.ts";
import { findProposal, listProposals, type ProposalRow } from "./store.ts";

/** One page of an organisation's proposals, newest first. */
export async function readProposals(
  platform: Platform,
  organizationId: string,
  { limit, cursor, state }: z.infer<typeof proposalQuery>,
) {
  const asked = { state, limit, now: platform.now() };
  const rows = await listProposals(platform.db, organizationId, asked, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: await Promise.all(page.map((row) => toProposalView(platform, row))), next_cursor };
}

export async function readProposal(platform: Platform, organizationId: string, id: string): Promise<ProposalView> {
  const row = await findProposal(platform.db, organizationId, id);
  if (!row) throw proposalNotFound();
  return toProposalView(platform, row);
}

const iso = (at: number) => new Date(at).toISOString();

export async function toProposalView(platform: Platform, row: ProposalRow): Promise<ProposalView> {
  const isExpired = row.state === "pending" && row.expiresAt <= platform.now();
  return {
    id: row.id,
    kind: row.kind,
    rule_id: row.ruleId,
    base_revision: row.baseRevision,
    rule: row.document && { ...toDocumentView(row.document), notify: await openProposed(platform, row) },
    policy: row.policy && toPolicyView(row.policy),
    comment: row.comment,
    state: isExpired ? "expired" : row.state,
    proposed_by: row.proposedBy,
    answerable: row.answerable,
    created_at: iso(row.createdAt),
    expires_at: iso(row.expiresAt),
    decided_by: row.decidedBy,
    decided_at: row.decidedAt === null ? null : iso(row.decidedAt),
    reason: row.reason,
    revision: row.revision,
  };
}
