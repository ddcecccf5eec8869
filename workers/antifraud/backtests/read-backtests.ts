import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { askAnyDecided } from "../lists/ask-decided.ts";
import { conditionOf } from "../own-rules/rule-document.ts";
import { sealedFields } from "../own-rules/vocabulary.ts";
import { recordOf } from "../read-transactions.ts";
import { explainExpression } from "../rule-language/explain-expression.ts";
import { fieldsOf } from "../rule-language/fields-of.ts";
import type { PersonalDetails } from "../sealed-details.ts";
import { findTransactions, type TransactionRow } from "../store.ts";
import type { DraftRule } from "./changes.ts";
import { describeResult } from "./describe-result.ts";
import { mustFindBacktest } from "./manage-backtests.ts";
import type { BacktestDetail, BacktestView, DifferenceQuery, DifferenceView, RuleReport } from "./schemas.ts";
import { type BacktestRow, type DifferenceRow, type ListedBacktest, listBacktests, listDifferences } from "./store.ts";
import { subjectOf, unseal } from "./stored-subject.ts";

type PageQuery = { limit: number; cursor?: string | undefined };

export async function readBacktests({ db }: Platform, organizationId: string, { limit, cursor }: PageQuery) {
  const rows = await listBacktests(db, organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: page.map(toView), next_cursor };
}

/** A backtest with what it found until now. */
export async function readBacktest(platform: Platform, organizationId: string, id: string): Promise<BacktestDetail> {
  const row = await mustFindBacktest(platform, organizationId, id);
  const { changes, tally } = row;
  return {
    ...toView(row),
    changes: {
      rules: changes.rules.map(({ ruleId, ...rule }) => ({ rule_id: ruleId, ...rule })),
      remove: changes.remove,
      thresholds: changes.thresholds
        ? { review_from: changes.thresholds.reviewFrom, block_above: changes.thresholds.blockAbove }
        : null,
      allow_first: changes.allowFirst ?? null,
    },
    result: tally && describeResult(tally, changes, await sampler(platform, row)),
  };
}

/** Decisions that the backtest decides otherwise, the oldest first. */
export async function readDifferences(
  platform: Platform,
  organizationId: string,
  id: string,
  { limit, cursor, ...narrowed }: DifferenceQuery,
) {
  await mustFindBacktest(platform, organizationId, id);
  const rows = await listDifferences(platform.db, organizationId, id, narrowed, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ decidedAt, transactionId }) => ({
    at: decidedAt,
    id: transactionId,
  }));
  return { data: page.map(toDifferenceView), next_cursor };
}

const iso = (at: number) => new Date(at).toISOString();
const hrefOf = (transactionId: string) => `/api/antifraud/transactions/${encodeURIComponent(transactionId)}`;

export const toView = (row: ListedBacktest): BacktestView => ({
  id: row.id,
  name: row.name,
  comment: row.comment,
  status: row.status,
  from: iso(row.fromAt),
  to: iso(row.toAt),
  changed: {
    drafts: row.changes.rules.map(({ ruleId, name }) => ({ rule_id: ruleId, name })),
    removed: row.changes.remove.length,
    thresholds: row.changes.thresholds !== undefined,
    allow_first: row.changes.allowFirst !== undefined,
  },
  progress: { decisions: row.decisions, processed: row.processed },
  created_by: row.createdBy,
  created_at: iso(row.createdAt),
  started_at: row.startedAt === null ? null : iso(row.startedAt),
  finished_at: row.finishedAt === null ? null : iso(row.finishedAt),
});

const toDifferenceView = (row: DifferenceRow): DifferenceView => ({
  transaction_id: row.transactionId,
  href: hrefOf(row.transactionId),
  label: row.label,
  amount_usd: row.amountUsdCents / 100,
  live: { decision: row.liveDecision, risk_score: row.liveScore },
  backtest: { decision: row.decision, risk_score: row.score },
  created_at: iso(row.decidedAt),
});

/**
 * Tells of sample hits from the payments themselves: a backtest keeps their ids alone, so that what is erased of a payment is
 * erased here too.
 */
async function sampler(platform: Platform, { organizationId, changes, tally }: BacktestRow) {
  const ids = [...new Set(Object.values(tally?.rules ?? {}).flatMap(({ samples }) => samples))];
  const rows = new Map(
    (await findTransactions(platform.db, organizationId, ids)).map((row) => [row.transactionId, row]),
  );
  const listsOf = await askAnyDecided(platform, organizationId);
  const unsealed = changes.rules.some(asksSealed) ? await unsealAll(platform, [...rows.values()]) : undefined;
  return (rule: DraftRule, samples: readonly string[]): RuleReport["sample_hits"] => {
    const condition = conditionOf(rule);
    return samples.toReversed().flatMap((id) => {
      const row = rows.get(id);
      if (!row) return [];
      const record = recordOf(row);
      const subject = subjectOf({ row, record }, listsOf(record.lists), unsealed?.get(id));
      return [
        {
          transaction_id: id,
          href: hrefOf(id),
          decision: row.decision,
          amount_usd: row.amountUsdCents / 100,
          explanation: explainExpression(condition, subject),
          created_at: iso(row.createdAt),
        },
      ];
    });
  };
}

const asksSealed = (rule: DraftRule): boolean => {
  const fields = fieldsOf(conditionOf(rule));
  return sealedFields.some((field) => fields.has(field));
};

async function unsealAll(
  { sealer }: Platform,
  rows: readonly TransactionRow[],
): Promise<Map<string, PersonalDetails | undefined>> {
  const opened = rows.map(async ({ organizationId, transactionId, sealed }) => {
    return [transactionId, await unseal(sealer, organizationId, transactionId, sealed)] as const;
  });
  return new Map(await Promise.all(opened));
}
