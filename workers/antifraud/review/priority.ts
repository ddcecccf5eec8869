/** How much more a payment presses whose payer could not prove that it is them. */
const FAILED_STEP_UP = 200;

const POINTS_A_TENFOLD = 100;
const MOST_POINTS_OF_AMOUNT = 500;

/**
 * How much a review presses: its score, and a hundred for each tenfold of the amount in dollars, five hundred at the most. So
 * $10,000 with a score of 500 come before $10 with one of 700.
 */
export function priorityOf({ riskScore, amountUsdCents }: { riskScore: number; amountUsdCents: number }): number {
  const ofAmount = Math.round(POINTS_A_TENFOLD * Math.log10(1 + amountUsdCents / 100));
  return riskScore + Math.min(MOST_POINTS_OF_AMOUNT, ofAmount);
}

export const afterFailedStepUp = (priority: number): number => priority + FAILED_STEP_UP;
