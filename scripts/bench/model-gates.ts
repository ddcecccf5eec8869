/** Figures of one model on the four test weeks of the handbook's chapter 5. */
type Figures = {
  auc: number;
  average_precision: number;
  card_precision_at_100: number;
  "recall_at_fpr_0.1%": number;
};

/** What handbook/bench.py writes, as far as the gates look at it. */
export type Benchmark = {
  chapter_3: { models: { name: string; agrees: boolean }[] };
  chapter_5: { models: { name: string; agrees: boolean }[] };
  ours: { name: string; mean: Figures }[];
};

type Gate = { model: string; metric: keyof Figures; atLeast: number };

/** Below these a change of features or model does not land. The best that was published is AP .694 and CP@100 .305. */
export const gates: readonly Gate[] = [
  { model: "Ensemble, one week", metric: "average_precision", atLeast: 0.735 },
  { model: "Ensemble, one week", metric: "card_precision_at_100", atLeast: 0.307 },
  { model: "Ensemble, one week", metric: "recall_at_fpr_0.1%", atLeast: 0.71 },
  { model: "Ensemble, all history", metric: "average_precision", atLeast: 0.743 },
  { model: "Ensemble, one week, labels a day late", metric: "average_precision", atLeast: 0.9 },
];

/** The gates that a benchmark misses, in words. */
export function missedGates({ ours }: Benchmark): string[] {
  return gates.flatMap(({ model, metric, atLeast }) => {
    const figure = ours.find(({ name }) => name === model)?.mean[metric];
    if (figure !== undefined && figure >= atLeast) return [];
    return [`${model}: ${metric} is ${figure?.toFixed(4) ?? "missing"}, at least ${atLeast} is wanted`];
  });
}
