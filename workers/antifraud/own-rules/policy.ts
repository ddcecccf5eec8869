import { type Band, defaultBand } from "../breakers/band.ts";

/** How an organisation applies its rules. */
export type RulePolicy = {
  /** Whether a rule that says ALLOW approves a payment although others hit. */
  allowFirst: boolean;
  /** Whether what comes into force, or is in force, changes only by the word of two people. */
  fourEyes: boolean;
  /** How far rules and the model may go in blocking. */
  breaker: Band;
};

/** What holds where the organisation said nothing. */
export const defaultPolicy: RulePolicy = { allowFirst: false, fourEyes: false, breaker: defaultBand };
