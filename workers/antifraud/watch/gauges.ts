import type { Gauge, GaugeSource } from "#platform/gauges";
import { DAY } from "../signals/windows.ts";
import { type Figures, qualityOf } from "./figures.ts";
import { listFigures } from "./watch-store.ts";

/** A model that scored nothing for so many days has no gauges any more. */
const DAYS_SHOWN = 3;

const figuresShown: { name: string; help: string; read: (figures: Figures) => number | null }[] = [
  {
    name: "fraud_model_accuracy",
    help: "Share of payments decided rightly, by labels",
    read: ({ outcomes }) => qualityOf(outcomes).accuracy,
  },
  {
    name: "fraud_model_precision",
    help: "Share of payments held up that were fraud",
    read: ({ outcomes }) => qualityOf(outcomes).precision,
  },
  {
    name: "fraud_model_recall",
    help: "Share of fraud that was held up",
    read: ({ outcomes }) => qualityOf(outcomes).recall,
  },
  {
    name: "fraud_model_score_drift",
    help: "Population stability index of the scores",
    read: ({ scoreDrift }) => scoreDrift,
  },
  {
    name: "fraud_model_feature_drift",
    help: "Highest population stability index of a feature",
    read: ({ featureDrift }) => featureDrift,
  },
];

/** What the last day told of every model. */
export const modelGauges: GaugeSource = async (platform, organizationId): Promise<Gauge[]> => {
  const since = Math.floor(platform.now() / DAY) - DAYS_SHOWN;
  const rows = await listFigures(platform.db, organizationId, since);
  const newest = Map.groupBy(rows, (row) => `${row.organizationId}|${row.version}`)
    .values()
    .map(([row]) => row!)
    .toArray();
  return figuresShown.map(({ name, help, read }) => ({
    name,
    help,
    samples: newest.flatMap(({ organizationId: organization, version: model, figures }) => {
      const value = figures && read(figures);
      return value === null ? [] : [{ labels: { organization, model }, value }];
    }),
  }));
};
