import { type Judgement, reachDecision } from "../reach-decision.ts";
import type { Subject } from "../rule-language/expression.ts";
import type { Changes } from "./changes.ts";
import type { Standing } from "./standing-rules.ts";
import type { Stored } from "./stored-subject.ts";

/**
 * Decides on a stored payment again, from its recorded vector, its model's score and what lists held of it, by the code that decides
 * on live ones. How confident it was is not asked: the agreement of the model's members is not kept, and changes no decision.
 */
export function decideAgain(
  { row, record }: Stored,
  { inForce, snoozed, tripped }: Standing,
  subject: Subject,
  thresholds: Changes["thresholds"],
): Judgement {
  return reachDecision({ inForce, lists: record.lists, payer: row.payer, snoozed, tripped }, subject, {
    modelScore: record.model?.score ?? null,
    agreement: 0,
    completeness: 0,
    amountUsd: row.amountUsdCents / 100,
    isNewcomer: subject.values.payer_age_days === null,
    thresholds: { ...record.thresholds, ...thresholds },
  });
}
