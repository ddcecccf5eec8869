import { useState } from "preact/hooks";
import type { ModelHealth as Health, ModelComparison, RiskModel } from "../api-types.ts";
import { useAddressValues } from "../app/use-address-values.ts";
import { formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { optionsOf } from "../ui/options.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useQuery } from "../use-query.ts";
import { actionsOf, ChangeModel, type ModelAction } from "./ModelForms.tsx";
import { ModelHealth } from "./ModelHealth.tsx";
import { ModelReport } from "./ModelReport.tsx";
import { type ModelWords, modelPath } from "./words.ts";

type ModelDrawerProps = {
  words: ModelWords;
  id: string;
  /** Undefined of the model that comes with the service. */
  model: RiskModel | undefined;
  mayWrite: boolean;
  onChanged: () => void;
  onClose: () => void;
};

/** One model: what it does, how it does, how it compares, and its next part. */
export function ModelDrawer({ words, id, model, mayWrite, onChanged, onClose }: ModelDrawerProps) {
  const { models, ui, language } = words;
  const { values, set } = useAddressValues({ model: "", view: "health" });
  const tab = model && values.view === "report" ? "report" : "health";
  const [action, setAction] = useState<ModelAction>();
  const health = useQuery<Health>(`${modelPath(id)}/health`);
  const report = useQuery<ModelComparison>(model && tab === "report" ? `${modelPath(id)}/report` : undefined);
  const shown = tab === "health" ? health : report;
  const part = model?.status ?? "bundled";
  return (
    <Drawer
      id={id}
      label={models.detail}
      closeLabel={models.close}
      onClose={onClose}
      head={<h2 class="truncate font-mono text-13">{model?.version ?? health.data?.version}</h2>}
      foot={
        model &&
        mayWrite && (
          <footer class="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-4 py-2 md:px-6">
            {actionsOf[model.status].map((name) => (
              <Button
                key={name}
                look={name === "promote" ? "primary" : name === "rollback" ? "danger" : "quiet"}
                onClick={() => setAction(name)}
              >
                {models.actions[name]}
              </Button>
            ))}
          </footer>
        )
      }
    >
      <div class="grid justify-items-start gap-3 border-b border-line px-4 py-3 text-13 text-ink-2 md:px-6">
        <p>{fill(models.statusHelp[part], { share: formatPercent(model?.canary_share ?? 0, language) })}</p>
        {model && !mayWrite && <p>{models.mayNot}</p>}
        {model && (
          <Segmented
            label={models.view}
            options={optionsOf(models.tabs)}
            value={tab}
            onChange={(view) => set({ view })}
          />
        )}
      </div>
      {shown.failure && !shown.data && <ErrorState failure={shown.failure} onRetry={shown.retry} />}
      {!shown.failure && !shown.data && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {tab === "health" && health.data && <ModelHealth words={words} health={health.data} />}
      {tab === "report" && report.data && <ModelReport words={words} report={report.data} />}
      {model && action && (
        <ChangeModel {...{ words, model, action }} onClose={() => setAction(undefined)} onDone={onChanged} />
      )}
    </Drawer>
  );
}
