export type Contribution = { group: string; title: string; points: number };

/** One bar: of a circumstance by its name, or all that is not shown one by one. */
export type Step = { group?: string; title?: string; points: number; from: number; to: number };

export const SHOWN = 8;

/**
 * The bars from where a score begins to the score: the weightiest circumstances, those against the payment first, and, where the
 * score of an ordinary payment is known, the rest: contributions overlap, and do not add up by themselves. Without it the score
 * begins where they leave off.
 */
export function waterfallSteps(
  contributions: readonly Contribution[],
  score: number,
  ordinary: number | null,
): { base: number; steps: Step[] } {
  const shown = [...contributions]
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, SHOWN)
    .sort((a, b) => b.points - a.points);
  const rest = score - shown.reduce((sum, { points }) => sum + points, 0);
  const base = ordinary ?? rest;
  const bars: Pick<Step, "group" | "title" | "points">[] = [...shown];
  if (rest !== base) bars.push({ points: rest - base });
  let at = base;
  const steps = bars.map((bar) => {
    const from = at;
    at += bar.points;
    return { ...bar, from, to: at };
  });
  return { base, steps };
}
