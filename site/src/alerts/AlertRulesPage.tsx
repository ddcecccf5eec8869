import { useMemo, useRef, useState } from "preact/hooks";
import type { AlertRule } from "../api-types.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useSteps } from "../app/use-steps.ts";
import { pathToApp } from "../paths.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Button } from "../ui/Button.tsx";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useRows } from "../use-rows.ts";
import { ruleColumns } from "./alert-columns.tsx";
import { RuleDrawer } from "./RuleDrawer.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { type AlertWords, RULES } from "./words.ts";

/** What is watched, and who is told. */
export function AlertRulesPage(words: AlertWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: AlertWords }) {
  const { alerts, shell, ui, language } = words;
  const { openId, isRead, open, close } = useAddress([], "rule");
  const table = useRef<TableControl>(null);
  const [isAdding, setAdding] = useState(false);
  // At most fifty rules: one page holds them all.
  const found = useRows<AlertRule>(isRead ? `${RULES}?limit=100` : undefined);
  const columns = useMemo(() => ruleColumns(words), [words]);
  const { step, leave } = useSteps(table, { openId, open, close });
  const add = () => setAdding(true);
  const isFailed = found.phase === "failed";
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "n", label: alerts.keys.add, run: add, isAction: true, isOff: isFailed },
    { key: "Escape", label: alerts.keys.close, run: leave, isOff: openId === undefined },
  ]);
  const isNothing = found.phase === "ready" && found.rows.length === 0;
  const history = (
    <a class="link" href={pathToApp(language, "alerts")}>
      {alerts.toHistory}
    </a>
  );
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={alerts.rulesTitle} shell={shell} note={history}>
          {!isFailed && <AddButton label={alerts.add} onClick={add} />}
        </TopLine>
        <StaleLine failure={found.failure} at={found.at} isOverRows />
        {isFailed && found.failure && (
          <ErrorState failure={found.failure} onRetry={found.reload} title={alerts.failedRules} />
        )}
        {isNothing && (
          <EmptyState title={alerts.emptyRules.title}>
            <p>{alerts.emptyRules.body}</p>
            <Button onClick={add}>{alerts.add}</Button>
          </EmptyState>
        )}
        {!isFailed && !isNothing && (
          <DataTable<AlertRule>
            id="alert-rules"
            label={alerts.rulesTitle}
            columns={columns}
            rows={found.rows}
            rowId={({ id }) => id}
            isLoading={found.phase === "loading"}
            openId={openId}
            onOpen={open}
            control={table}
            onEnd={found.loadMore}
          >
            {found.phase === "ready" && <TableFoot list={found} end={alerts.endRules} />}
          </DataTable>
        )}
      </div>
      {openId && <RuleDrawer key={openId} words={words} id={openId} onChanged={found.reload} onClose={leave} />}
      {isAdding && (
        <RuleForm
          words={words}
          onClose={() => setAdding(false)}
          onSaved={({ id }) => {
            found.reload();
            open(id);
          }}
        />
      )}
    </div>
  );
}
