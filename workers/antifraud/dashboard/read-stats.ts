import type { ReadStats } from "#platform/dashboard-part";
import { openReadSession } from "#platform/database";
import { qualityOf } from "../watch/figures.ts";
import { groupEveryOutcome, type KnownOutcome, sumEver } from "./store.ts";

/**
 * What was decided since the first day. Stopped is what was blocked, without what turned out to be honest, and what was held back
 * and turned out to be fraud; saved are the amounts of that. Accuracy is of payments that somebody reported on alone.
 */
export const readStats: ReadStats<"antifraud"> = async ({ env }, organizationId) => {
  const { db } = openReadSession(env);
  const [ever, known] = await Promise.all([sumEver(db, organizationId), groupEveryOutcome(db, organizationId)]);
  const sum = (of: "payments" | "cents", isMeant: (group: KnownOutcome) => boolean) =>
    known.reduce((total, group) => (isMeant(group) ? total + group[of] : total), 0);
  const stopped = (of: "payments" | "cents", blocked: number) =>
    blocked -
    sum(of, ({ decision, isFraud }) => decision === "BLOCKED" && !isFraud) +
    sum(of, ({ decision, isFraud }) => decision === "UNDER_REVIEW" && isFraud === 1);
  const count = (isFlagged: boolean, isFraud: number) =>
    sum("payments", (group) => group.isFraud === isFraud && (group.decision !== "APPROVED") === isFlagged);
  const { accuracy } = qualityOf({
    truePositives: count(true, 1),
    falsePositives: count(true, 0),
    falseNegatives: count(false, 1),
    trueNegatives: count(false, 0),
  });
  const savedUsd = stopped("cents", ever.blockedCents) / 100;
  return {
    figures: {
      total_transactions: ever.transactions,
      blocked_fraud: stopped("payments", ever.blocked),
      saved_amount: savedUsd,
      accuracy,
    },
    savedUsd,
  };
};
