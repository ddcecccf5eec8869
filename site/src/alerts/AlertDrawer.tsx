import type { Alert } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { Query } from "../use-query.ts";
import { AlertState } from "./Badges.tsx";
import { nameMetric, showFigure } from "./metrics.ts";
import type { AlertWords } from "./words.ts";

type AlertDrawerProps = {
  words: AlertWords;
  id: string;
  query: Query<Alert>;
  me: string | undefined;
  mayManage: boolean;
  onAcknowledge: () => void;
  onClose: () => void;
};

/** One alert: what was measured, since when, and who looks after it. */
export function AlertDrawer({ words, id, query, me, mayManage, onAcknowledge, onClose }: AlertDrawerProps) {
  const { alerts, ui, language } = words;
  const { columns } = alerts;
  const { data: alert, failure, retry } = query;
  const moment = (at: string | null) => (at ? formatDateTime(at, language) : ui.none);
  const looksAfter = (alert: Alert) =>
    alert.acknowledged_by === null ? ui.none : alert.acknowledged_by === me ? alerts.you : alert.acknowledged_by;
  const isOpen = alert?.state === "firing" && alert.acknowledged_by === null && mayManage;
  return (
    <Drawer
      id={id}
      label={alerts.detail}
      closeLabel={alerts.close}
      onClose={onClose}
      head={
        alert && (
          <h2 class="truncate text-14" title={alert.name}>
            {alert.name}
          </h2>
        )
      }
      foot={
        isOpen && (
          <footer class="flex shrink-0 justify-end border-t border-line px-4 py-2 md:px-6">
            <Button look="primary" onClick={onAcknowledge}>
              {alerts.acknowledge}
            </Button>
          </footer>
        )
      }
    >
      {failure && !alert && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !alert && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {alert && (
        <Section title={nameMetric(alert.metric, words)} aside={<AlertState words={words} alert={alert} />}>
          <p class="figures mb-1 text-28 leading-none font-strong">{showFigure(alert.value, alert, words)}</p>
          <p class="mb-5 text-13 text-ink-2">
            {fill(alerts.limit, { limit: showFigure(alert.threshold, alert, words) })}
            {alert.baseline && `, ${alerts.baselines[alert.baseline]}`}
          </p>
          <FactList
            facts={[
              [columns.source, alerts.sources[alert.source]],
              ...(alert.subject ? ([[columns.subject, alert.subject]] as [string, string][]) : []),
              [columns.fired, moment(alert.fired_at)],
              [columns.ended, moment(alert.ended_at)],
              [columns.told, alert.told ? alerts.yes : alerts.no],
              [columns.by, looksAfter(alert)],
            ]}
          />
          {alert.source === "rule" && mayManage && (
            <ButtonLink class="mt-5" href={pathToApp(language, "alert-rules", { rule: alert.source_id })}>
              {alerts.openRule}
            </ButtonLink>
          )}
        </Section>
      )}
    </Drawer>
  );
}
