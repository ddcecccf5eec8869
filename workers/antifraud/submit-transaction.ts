import { createHash } from "node:crypto";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import { toMinor, usdPerUnit } from "#platform/money";
import type { Platform } from "#platform/platform";
import { invalidRequest, tooManyRequests } from "#platform/problem";
import { businessNow, isSandbox } from "#platform/sandbox";
import { entityActivity, shardOf, shardsOf } from "./activities.ts";
import { payerOf } from "./describe-payment.ts";
import { decisionUnavailable, transactionConflict, unknownCurrency } from "./errors.ts";
import type { Decided, DecisionOrder } from "./make-decision.ts";
import { type StagedRefusal, stagedDecisionOf, stagedRefusalOf } from "./sandbox/amounts.ts";
import type { Transaction } from "./schemas.ts";
import { sealDetails } from "./sealed-details.ts";
import { findAnswer } from "./store.ts";

const CLOCK_SKEW_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
const OLDEST_MS = 2 * 365 * DAY_MS;

/**
 * Decides on a transaction, once: the same body gets the stored answer byte for byte, another body under the same id is
 * refused. One call of the payer's Durable Object, and never D1 (DESIGN §5), unless the answer is older than days.
 */
export async function submitTransaction(platform: Platform, caller: Caller, transaction: Transaction): Promise<string> {
  const startedAt = platform.now();
  const { organizationId } = caller;
  const rate = rateOf(transaction, businessNow(platform));
  const refusal = isSandbox(organizationId) ? stagedRefusalOf(transaction.amount) : undefined;
  if (refusal) throw problemOf(refusal);
  const text = JSON.stringify(transaction);
  const shards = shardsOf(platform.env, organizationId);
  const order: DecisionOrder = {
    organizationId,
    shards,
    transaction: text,
    fingerprint: createHash("sha256").update(text).digest("base64"),
    usdPerUnit: rate,
    amountMinor: toMinor(transaction.amount, transaction.currency),
    sealed: await sealDetails(platform.sealer, organizationId, transaction),
    language: platform.language,
    startedAt,
    testClock: platform.testClock,
    isForgotten: false,
  };
  const payerShard = shardOf(payerOf(organizationId, transaction), shards);
  const activity = entityActivity(platform.env, organizationId, payerShard);
  try {
    const decided = await activity.decide(order);
    if (isSandbox(organizationId)) await holdBack(transaction);
    if (decided.status !== "forgotten") return answerOf(decided);
    const projected = await findAnswer(platform.db, organizationId, transaction.transaction_id);
    return projected ?? answerOf(await activity.decide({ ...order, isForgotten: true }));
  } catch (failure) {
    if (failure instanceof Error && isPlatformFailure(failure)) {
      log("error", "decision unavailable", describeFailure(failure));
      throw decisionUnavailable({ headers: { "retry-after": "1" } });
    }
    throw failure;
  }
}

/** What an integration sees when it asks too often, or when we fail; staged, so nothing was decided. */
function problemOf({ status, retryAfterS }: StagedRefusal): Error {
  const headers = { "retry-after": String(retryAfterS) };
  return status === 429 ? tooManyRequests({ headers }) : decisionUnavailable({ headers });
}

/** Answers late where the amount asks for it; whoever gave up meanwhile finds the decision taken. */
async function holdBack({ amount }: Transaction): Promise<void> {
  const delayMs = stagedDecisionOf(amount)?.delayMs;
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
}

function answerOf(decided: Decided): string {
  if (decided.status === "decided") return decided.answer;
  throw transactionConflict();
}

/** The rate of the transaction's currency, once what the contract cannot say of amount and time holds. */
export function rateOf(transaction: Transaction, now: number): number {
  const rate = usdPerUnit(transaction.currency);
  if (rate === undefined)
    throw unknownCurrency({ errors: [{ path: "currency", message: "Not in the table of exchange rates" }] });
  const refuse = (path: string, message: string) => invalidRequest({ errors: [{ path, message }] });
  if (toMinor(transaction.amount, transaction.currency) < 1)
    throw refuse("amount", "Is less than the smallest coin of the currency");
  const at = Date.parse(transaction.timestamp);
  if (at > now + CLOCK_SKEW_MS) throw refuse("timestamp", "Lies in the future");
  if (at < now - OLDEST_MS) throw refuse("timestamp", "Lies more than two years back");
  return rate;
}

/** Whether the platform failed us (an object overloaded, moved or reset), which a retry may mend. */
const isPlatformFailure = (failure: Error): boolean =>
  "remote" in failure || "retryable" in failure || "overloaded" in failure;
