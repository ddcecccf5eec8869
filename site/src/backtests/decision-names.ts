import type { DecisionName } from "../api-types.ts";

/** From the mildest to the hardest, as tables show them. */
export const decisionNames: readonly DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];

export const labelNames = ["fraud", "legitimate", "unknown"] as const;
export type LabelName = (typeof labelNames)[number];
