import type { Thresholds } from "../decide.ts";
import { type Judgement, judgePayment } from "../judge-payment.ts";
import type { RulesInForce } from "../own-rules/rules-in-force.ts";
import { type Stored, subjectOf, type Unsealed } from "./stored-subject.ts";

/**
 * Decides on a stored payment again, from its recorded vector and its model's score, by the code that decides on live ones. How
 * confident it was is not asked: the agreement of the model's members is not kept, and changes no decision.
 */
export function decideAgain(
  stored: Stored,
  inForce: RulesInForce,
  thresholds: Thresholds | undefined,
  unsealed: Unsealed | undefined,
): Judgement {
  const { row, record } = stored;
  const subject = subjectOf(stored, unsealed);
  return judgePayment(inForce, subject, {
    modelScore: record.model?.score ?? null,
    agreement: 0,
    completeness: 0,
    amountUsd: row.amountUsdCents / 100,
    isNewcomer: subject.values.payer_age_days === null,
    thresholds: thresholds ?? record.thresholds,
  });
}
