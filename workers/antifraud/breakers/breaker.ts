import type { BreakerTripped } from "#platform/events";
import { type Band, limitOf, rateOf, type Sample } from "./band.ts";

/** What the breaker of the model is called; those of rules have the ids of the rules. */
export const MODEL = "model";

/** Where a breaker stands, as shards are told of it. A reset begins its next generation. */
export type BreakerState = { ref: string; generation: number; isTripped: boolean };

/** What a breaker tripped by. */
export type Trip = Omit<BreakerTripped, "type" | "organizationId" | "ref" | "kind" | "generation" | "state">;

/** The news that a breaker tripped, which explains itself to whoever hears of it alone. */
export const tripOf = (
  of: Pick<BreakerTripped, "organizationId" | "ref" | "name" | "generation" | "at">,
  { window, baseline }: { window: Sample; baseline: Sample },
  band: Band,
): BreakerTripped => ({
  type: "antifraud.breaker_tripped",
  ...of,
  kind: of.ref === MODEL ? "model" : "rule",
  state: "tripped",
  rate: rateOf(window) ?? 0,
  payments: window.asked,
  blocks: window.blocks,
  windowMinutes: band.windowMinutes,
  band: {
    limit: limitOf(baseline, band),
    baselineRate: baseline.asked < band.minPayments ? null : rateOf(baseline),
    maxRate: band.maxRate,
    maxFactor: band.maxFactor,
    minPayments: band.minPayments,
  },
});
