import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { toFields } from "../aggregates/aggregates-in-force.ts";
import { decisionUnavailable, transactionNotFound } from "../errors.ts";
import { foreseePayment } from "../foresee-payment.ts";
import { askDecided } from "../lists/ask-decided.ts";
import { fieldsOfSubjects } from "../lists/list-subjects.ts";
import { locateTransactions } from "../locate-transactions.ts";
import { factsOf, namedFields, recordOf } from "../read-transactions.ts";
import { compileExpression } from "../rule-language/compile-expression.ts";
import { explainExpression } from "../rule-language/explain-expression.ts";
import type { Expression, Subject } from "../rule-language/expression.ts";
import { judgeRule } from "../rule-language/judge-rule.ts";
import type { Transaction } from "../schemas.ts";
import { openDetails } from "../sealed-details.ts";
import { rateOf } from "../submit-transaction.ts";
import { readCondition } from "./check-rule.ts";
import { readRule } from "./read-rules.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { replayHistory } from "./replay-history.ts";
import { conditionOf } from "./rule-document.ts";
import type { DraftTrial, Trial, TrialResult } from "./trial-schemas.ts";

/** What a saved rule would do, whatever its state. Changes nothing. */
export async function tryRule(
  platform: Platform,
  organizationId: string,
  ruleId: string,
  trial: Trial,
): Promise<TrialResult> {
  const { view } = await readRule(platform, organizationId, ruleId);
  // SAFETY: what is saved was checked.
  const { conditions, expression } = view as Parameters<typeof conditionOf>[0];
  return tryCondition(platform, organizationId, conditionOf({ conditions, expression }), trial);
}

/** What a rule would do that is not saved. Changes nothing. */
export async function tryDraft(
  platform: Platform,
  organizationId: string,
  { conditions, expression, ...trial }: DraftTrial,
): Promise<TrialResult> {
  const read = readCondition({ conditions, expression }, await readVocabulary(platform, organizationId));
  if ("errors" in read) throw invalidRequest({ errors: read.errors });
  return tryCondition(platform, organizationId, conditionOf(read), trial);
}

async function tryCondition(
  platform: Platform,
  organizationId: string,
  condition: Expression,
  { transaction, transaction_id, history }: Trial,
): Promise<TrialResult> {
  const subject = transaction
    ? await foreseen(platform, organizationId, transaction)
    : transaction_id !== undefined
      ? await stored(platform, organizationId, transaction_id)
      : undefined;
  const sample = subject && {
    result: judgeRule(compileExpression(condition), subject),
    explanation: explainExpression(condition, subject),
  };
  return {
    sample: sample ?? null,
    history: history ? await replayHistory(platform, organizationId, condition, history.limit) : null,
  };
}

async function foreseen(platform: Platform, organizationId: string, transaction: Transaction): Promise<Subject> {
  const rate = rateOf(transaction, businessNow(platform));
  try {
    const { features, aggregates, brief, lists } = await foreseePayment(platform, organizationId, transaction, rate);
    return {
      values: { ...features, ...brief.facts, ...fieldsOfSubjects(brief.subjects), ...toFields(aggregates.values) },
      isListed: await askDecided(platform, organizationId, lists ?? undefined),
    };
  } catch (failure) {
    log("error", "activity cannot be looked at", { organizationId, ...describeFailure(failure) });
    throw decisionUnavailable({ headers: { "retry-after": "1" } });
  }
}

async function stored(platform: Platform, organizationId: string, transactionId: string): Promise<Subject> {
  const row = (await locateTransactions(platform, organizationId, [transactionId])).get(transactionId);
  if (!row) throw transactionNotFound();
  const personal = await openDetails(platform.sealer, organizationId, transactionId, row.sealed);
  const record = recordOf(row);
  return {
    values: { ...factsOf(row, record, personal.metadata?.payment_method), ...namedFields(row, record, personal) },
    isListed: await askDecided(platform, organizationId, record.lists),
  };
}
