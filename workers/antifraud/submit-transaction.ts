import { createHash } from "node:crypto";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import { toMinor, usdPerUnit } from "#platform/money";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { entityActivity, transactionClaims } from "./activities.ts";
import { describePayment, type PaymentBrief } from "./describe-payment.ts";
import { decisionUnavailable, transactionConflict, unknownCurrency } from "./errors.ts";
import { observedEntities } from "./observe-entity.ts";
import type { DegradedPart, Transaction } from "./schemas.ts";
import { sealDetails } from "./sealed-details.ts";
import type { Features } from "./signals/features.ts";
import { findAnswer } from "./store.ts";

/** What an entity does not say within this time is missing from the decision. */
const GATHER_DEADLINE_MS = 80;
const CLOCK_SKEW_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
const OLDEST_MS = 2 * 365 * DAY_MS;
/** Payers' objects keep their decisions for 31 days; older answers are in the projection. */
const RECALLED_MS = 30 * DAY_MS;

/**
 * Decides on a transaction, once: the same body gets the stored answer byte for byte, another body under the same id is
 * refused. Claim, observe, assess: three steps of Durable Objects, and never D1 (DESIGN §5).
 */
export async function submitTransaction(platform: Platform, caller: Caller, transaction: Transaction): Promise<string> {
  const startedAt = platform.now();
  const { organizationId } = caller;
  const brief = briefOf(organizationId, transaction, startedAt);
  const { id } = brief.payment;
  const fingerprint = createHash("sha256").update(JSON.stringify(transaction)).digest("base64");
  const claims = transactionClaims(platform.env, organizationId, id);
  const payer = entityActivity(platform.env, brief.entities.payer);
  try {
    const claim = await claims.claim({
      transactionId: id,
      fingerprint,
      payer: brief.entities.payer,
      claimedAt: startedAt,
    });
    if (claim.verdict === "conflict") throw transactionConflict();
    if (claim.verdict === "repeated") {
      const stored = (await payer.recall(id))?.answer;
      const answer =
        stored ??
        (claim.claimedAt < startedAt - RECALLED_MS ? await findAnswer(platform.db, organizationId, id) : undefined);
      if (answer !== undefined) return answer;
    }
    const [gathered, sealed] = await Promise.all([
      gather(platform.env, brief),
      sealDetails(platform.sealer, organizationId, transaction),
    ]);
    const assessed = await payer.assess({
      organizationId,
      userId: transaction.user_id,
      brief,
      fingerprint,
      ...gathered,
      amountMinor: toMinor(transaction.amount, transaction.currency),
      sealed,
      language: platform.language,
      startedAt,
      gatherMs: platform.now() - startedAt,
    });
    if (assessed.status === "conflict") throw transactionConflict();
    return assessed.answer;
  } catch (failure) {
    if (failure instanceof Error && isPlatformFailure(failure)) {
      log("error", "decision unavailable", describeFailure(failure));
      throw decisionUnavailable({ headers: { "retry-after": "1" } });
    }
    throw failure;
  }
}

function briefOf(organizationId: string, transaction: Transaction, now: number): PaymentBrief {
  const rate = usdPerUnit(transaction.currency);
  if (rate === undefined)
    throw unknownCurrency({ errors: [{ path: "currency", message: "Not in the table of exchange rates" }] });
  const refuse = (path: string, message: string) => invalidRequest({ errors: [{ path, message }] });
  if (toMinor(transaction.amount, transaction.currency) < 1)
    throw refuse("amount", "Is less than the smallest coin of the currency");
  const at = Date.parse(transaction.timestamp);
  if (at > now + CLOCK_SKEW_MS) throw refuse("timestamp", "Lies in the future");
  if (at < now - OLDEST_MS) throw refuse("timestamp", "Lies more than two years back");
  return describePayment(organizationId, transaction, rate);
}

/** Asks every entity that shares in a payment, all at once; who fails or is late is left out and named. */
async function gather(env: Env, brief: PaymentBrief) {
  const entities = observedEntities(brief);
  const degraded: DegradedPart[] = [];
  const deadline = new Promise<null>((resolve) => setTimeout(resolve, GATHER_DEADLINE_MS, null));
  const parts = await Promise.all(
    entities.map(async ({ part, name }) => {
      const said: Partial<Features> | null = await Promise.race([
        entityActivity(env, name).observe(name, brief.payment),
        deadline,
      ]).catch(() => null);
      if (said === null) degraded.push(part);
      return said;
    }),
  );
  const features: Partial<Features> = Object.assign({}, ...parts.filter((part) => part !== null));
  return { features, degraded, observed: entities.map(({ name }) => name) };
}

/** Whether the platform failed us (an object overloaded, moved or reset), which a retry may mend. */
const isPlatformFailure = (failure: Error): boolean =>
  "remote" in failure || "retryable" in failure || "overloaded" in failure;
