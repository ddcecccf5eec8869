import type { LabelRow } from "./label-store.ts";
import type { DecisionName } from "./schemas.ts";

/** A person's newest verdict, or what was decided at the time; `reports` come newest first. */
export function finalDecision(
  { decision }: { decision: DecisionName },
  reports: readonly Pick<LabelRow, "source" | "isFraud">[],
): DecisionName {
  const verdict = reports.find(({ source }) => source === "review");
  return verdict === undefined ? decision : verdict.isFraud ? "BLOCKED" : "APPROVED";
}
