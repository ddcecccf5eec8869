/** A score and whether the payment was fraud (1) or not (0). */
export type Scored = { score: number; label: number };

/** Groups of equal scores, highest first: ties count as one threshold, as in scikit-learn's metrics. */
function thresholds(scored: readonly Scored[]): { frauds: number; honest: number }[] {
  const groups = new Map<number, { frauds: number; honest: number }>();
  for (const { score, label } of scored) {
    const group = groups.get(score) ?? { frauds: 0, honest: 0 };
    if (label === 1) group.frauds++;
    else group.honest++;
    groups.set(score, group);
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

const totals = (scored: readonly Scored[]) => {
  const frauds = scored.filter(({ label }) => label === 1).length;
  return { frauds, honest: scored.length - frauds };
};

/** Area under the ROC curve by trapezoids. */
export function rocAuc(scored: readonly Scored[]): number {
  const { frauds, honest } = totals(scored);
  let area = 0;
  let caught = 0;
  for (const group of thresholds(scored)) {
    area += group.honest * (caught + group.frauds / 2);
    caught += group.frauds;
  }
  return area / (frauds * honest);
}

/** Average precision: the sum of precision at each threshold, weighted by the recall it adds. */
export function averagePrecision(scored: readonly Scored[]): number {
  const { frauds } = totals(scored);
  let sum = 0;
  let caught = 0;
  let flagged = 0;
  for (const group of thresholds(scored)) {
    caught += group.frauds;
    flagged += group.frauds + group.honest;
    sum += (group.frauds / frauds) * (caught / flagged);
  }
  return sum;
}

/** Share of frauds caught by the lowest threshold that still flags at most a share of the honest payments. */
export function recallAt(scored: readonly Scored[], falsePositiveRate: number): number {
  const { frauds, honest } = totals(scored);
  let caught = 0;
  let wrong = 0;
  for (const group of thresholds(scored)) {
    if (wrong + group.honest > falsePositiveRate * honest) break;
    wrong += group.honest;
    caught += group.frauds;
  }
  return caught / frauds;
}
