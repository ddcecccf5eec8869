import { z } from "@hono/zod-openapi";
import type { DashboardPart, FormulaInput } from "#platform/dashboard-part";
import { openReadSession } from "#platform/database";
import { groupOutcomes, type OutcomeGroup, sumDecisions } from "../analytics/rollup-store.ts";

const share = z.coerce.number().min(0).max(1).optional();

/** What stopping fraud saved in a period: losses that did not happen, less what looking at payments cost. */
export const antifraudSavings: DashboardPart["savings"] = {
  formula: "(confirmed_usd + unconfirmed_usd * fraud_share) * loss_share - reviews * cost_per_review",
  given: {
    fraud_share: share.openapi({
      description:
        "How much of what was blocked and never reported on was fraud, 0 to 1. Measured on blocked payments of the period that were reported on; 1 where there are none",
    }),
    loss_share: share.openapi({ description: "How much of a fraud you would have had to bear, 0 to 1; 1 unless told" }),
    cost_per_review: z.coerce
      .number()
      .min(0)
      .max(10_000)
      .optional()
      .openapi({ description: "What it costs to look at a payment, US dollars; 0 unless told" }),
  },
  read: async ({ env }, organizationId, period, given) => {
    const { db } = openReadSession(env);
    const [sums, outcomes] = await Promise.all([
      sumDecisions(db, organizationId, period),
      groupOutcomes(db, organizationId, period),
    ]);
    const cents = (isMeant: (group: OutcomeGroup) => boolean) =>
      outcomes.now.reduce((total, group) => (isMeant(group) ? total + group.cents : total), 0);
    const known = cents(({ decision }) => decision === "BLOCKED");
    const frauds = cents(({ decision, isFraud }) => decision === "BLOCKED" && isFraud === 1);
    const measured = (value: number): FormulaInput => ({ value, source: "measured" });
    const orGiven = (name: string, otherwise: FormulaInput): FormulaInput =>
      given[name] === undefined ? otherwise : { value: given[name], source: "given" };
    const inputs = {
      confirmed_usd: measured(cents(({ decision, isFraud }) => decision !== "APPROVED" && isFraud === 1) / 100),
      unconfirmed_usd: measured((sums.now.blockedCents - known) / 100),
      fraud_share: orGiven("fraud_share", known > 0 ? measured(frauds / known) : { value: 1, source: "assumed" }),
      loss_share: orGiven("loss_share", { value: 1, source: "assumed" }),
      reviews: measured(sums.now.underReview),
      cost_per_review: orGiven("cost_per_review", { value: 0, source: "assumed" }),
    };
    const { confirmed_usd, unconfirmed_usd, fraud_share, loss_share, reviews, cost_per_review } = inputs;
    const losses = (confirmed_usd.value + unconfirmed_usd.value * fraud_share.value) * loss_share.value;
    return { amountUsd: losses - reviews.value * cost_per_review.value, inputs };
  },
};
