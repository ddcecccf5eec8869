import type { LabelRow } from "./label-store.ts";
import type { DecisionName } from "./schemas.ts";

/**
 * What holds for a payment: the verdict that its review ended in, else a person's newest, else what was decided at the time.
 * `reports` come newest first.
 */
export function finalDecision(
  { decision }: { decision: DecisionName },
  reports: readonly Pick<LabelRow, "source" | "isFraud">[],
  review?: { decision: DecisionName | null },
): DecisionName {
  if (review?.decision) return review.decision;
  const verdict = reports.find(({ source }) => source === "review");
  return verdict === undefined ? decision : verdict.isFraud ? "BLOCKED" : "APPROVED";
}
