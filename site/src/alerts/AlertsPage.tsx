import { useMemo, useRef } from "preact/hooks";
import type { Alert } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { FilteredRows } from "../app/FilteredRows.tsx";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useSteps } from "../app/use-steps.ts";
import { sendCommand } from "../command.ts";
import { pathToApp, queryOf } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import type { TableControl } from "../ui/DataTable.tsx";
import { type FilterField, fold } from "../ui/filter-query.ts";
import { optionsOf } from "../ui/options.ts";
import { showToast } from "../ui/toast.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { useRows } from "../use-rows.ts";
import { AlertDrawer } from "./AlertDrawer.tsx";
import { alertColumns } from "./alert-columns.tsx";
import { nameMetric } from "./metrics.ts";
import { ALERTS, type AlertWords } from "./words.ts";

/** What was out of the ordinary: alerts of rules, of the watch over models and of breakers. */
export function AlertsPage(words: AlertWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

const fieldsOf = ({ alerts }: AlertWords): FilterField[] => [
  { name: "state", title: alerts.columns.state, options: optionsOf(alerts.states) },
  { name: "severity", title: alerts.columns.severity, options: optionsOf(alerts.severities) },
  { name: "source", title: alerts.columns.source, options: optionsOf(alerts.sources) },
];

function Board({ words }: { words: AlertWords }) {
  const { alerts, shell, ui, forms, language } = words;
  const fields = useMemo(() => fieldsOf(words), [words]);
  const address = useAddress(fields, "alert");
  const { filter, openId, isRead } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const profile = useProfile();
  const mayManage = profile !== undefined && isPermitted(profile.permissions, "manage:alerts");
  const found = useRows<Alert>(isRead ? ALERTS + queryOf({ limit: "100", ...filter.fields }) : undefined);
  const single = useQuery<Alert>(openId && `${ALERTS}/${encodeURIComponent(openId)}`);
  const sought = fold(filter.words);
  const rows = useMemo(
    () => found.rows.filter(({ name, metric }) => fold(`${name} ${nameMetric(metric, words)}`).includes(sought)),
    [found.rows, sought, words],
  );
  const columns = useMemo(() => alertColumns(words, profile?.id), [words, profile?.id]);

  const { step, leave } = useSteps(table, address);
  const acknowledge = async () => {
    const outcome = await sendCommand<Alert>(`${ALERTS}/${encodeURIComponent(openId ?? "")}/acknowledge`, language);
    if (!outcome.ok) return showToast(explainFailure(outcome.failure, forms, alerts.failedAction), { tone: "bad" });
    found.change((all) => all.map((one) => (one.id === outcome.data.id ? outcome.data : one)));
    single.change(() => outcome.data);
    showToast(alerts.acknowledged);
  };
  const mayTake = mayManage && single.data?.state === "firing" && single.data.acknowledged_by === null;
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "a", label: alerts.keys.acknowledge, run: () => void acknowledge(), isOff: !mayTake },
    { key: "/", label: alerts.keys.find, run: () => search.current?.focus() },
    { key: "Escape", label: alerts.keys.close, run: leave, isOff: openId === undefined },
  ]);

  const toRules = <ButtonLink href={pathToApp(language, "alert-rules")}>{alerts.toRules}</ButtonLink>;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={alerts.title} shell={shell}>
          {mayManage && toRules}
        </TopLine>
        <FilteredRows<Alert>
          id="alerts"
          text={alerts}
          {...{ fields, address, search, found, rows, columns }}
          rowId={({ id }) => id}
          control={table}
        >
          {mayManage && toRules}
        </FilteredRows>
      </div>
      {openId && (
        <AlertDrawer
          {...{ words, mayManage }}
          id={openId}
          query={single}
          me={profile?.id}
          onAcknowledge={() => void acknowledge()}
          onClose={leave}
        />
      )}
    </div>
  );
}
