import { useState } from "preact/hooks";
import type { DecisionName, BacktestDetail as Detail } from "../api-types.ts";
import { formatDateTime, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Progress } from "../ui/Progress.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import type { Query } from "../use-query.ts";
import { BacktestChanges } from "./BacktestChanges.tsx";
import { BacktestResult } from "./BacktestResult.tsx";
import { isOpen } from "./backtest-api.ts";
import { tellPeriod } from "./backtest-columns.tsx";
import { type Chosen, Differences } from "./Differences.tsx";
import { RuleReports } from "./RuleReports.tsx";
import type { NameRule } from "./use-rule-names.ts";
import type { BacktestWords } from "./words.ts";

const tabs = ["result", "rules", "differences"] as const;
type Tab = (typeof tabs)[number];

type BacktestDetailProps = {
  words: BacktestWords;
  query: Query<Detail>;
  me: string | undefined;
  may: (permission: string) => boolean;
  nameRule: NameRule;
};

/** One backtest: how far it is, what it changes and what it found until now. */
export function BacktestDetail({ words, query, me, may, nameRule }: BacktestDetailProps) {
  const { backtests, ui } = words;
  const { data: backtest, failure, retry } = query;
  const [tab, setTab] = useState<Tab>("result");
  const [chosen, choose] = useState<Chosen>({});
  if (failure?.kind === "not_found")
    return (
      <EmptyState title={backtests.missing.title}>
        <p>{backtests.missing.body}</p>
      </EmptyState>
    );
  if (failure && !backtest) return <ErrorState failure={failure} onRetry={retry} />;
  if (!backtest)
    return (
      <div class="p-6">
        <Skeleton label={ui.loading} />
      </div>
    );
  const { result } = backtest;
  const showMove = (live: DecisionName, again: DecisionName) => {
    choose({ live, backtest: again });
    setTab("differences");
  };
  const links = { payments: may("read:transactions"), rules: may("read:rules") };
  const common = { words, backtest, links, nameRule };
  return (
    <>
      <Facts words={words} backtest={backtest} me={me} />
      <BacktestChanges {...common} />
      {!result && isOpen(backtest) && <p class="px-4 py-5 text-13 text-ink-2 md:px-6">{backtests.result.waiting}</p>}
      {result && (
        <div class="border-t border-line pt-2 [&>[role=tablist]]:px-4 md:[&>[role=tablist]]:px-6">
          <Tabs
            label={backtests.tabsLabel}
            tabs={tabs.map((id) => ({ id, label: backtests.tabs[id] }))}
            value={tab}
            onChange={setTab}
          >
            {tab === "result" && (
              <BacktestResult
                {...common}
                result={result}
                onMove={showMove}
                onLabel={(label) => {
                  choose({ label });
                  setTab("differences");
                }}
              />
            )}
            {tab === "rules" && <RuleReports {...common} reports={result.rules} mayWrite={may("write:rules")} />}
            {tab === "differences" && (
              // Once it is over there may be more of them.
              <Differences key={backtest.status} {...common} result={result} chosen={chosen} onChoose={choose} />
            )}
          </Tabs>
        </div>
      )}
    </>
  );
}

function Facts({ words, backtest, me }: Pick<BacktestDetailProps, "words" | "me"> & { backtest: Detail }) {
  const { backtests, language } = words;
  const { columns } = backtests;
  const { status, progress, created_by, created_at, finished_at, comment } = backtest;
  const count = (value: number) => formatNumber(value, language);
  const processed = fill(backtests.processed, {
    processed: count(progress.processed),
    decisions: count(progress.decisions),
  });
  const isRunning = isOpen(backtest);
  return (
    <Section title={tellPeriod(backtest, words)}>
      {status !== "done" && <p class="mb-3 text-13 text-ink-2">{backtests.statusHelp[status]}</p>}
      {isRunning && (
        <div class="mb-4 grid gap-1.5">
          <Progress label={columns.progress} done={progress.processed} of={progress.decisions} />
          <p class="figures text-13" aria-live="polite">
            {processed}
          </p>
        </div>
      )}
      <FactList
        facts={[
          ...(isRunning ? [] : [[columns.progress, processed] as [string, string]]),
          [columns.by, created_by === me ? backtests.you : created_by],
          [columns.created, formatDateTime(created_at, language)],
          ...(finished_at ? ([[columns.finished, formatDateTime(finished_at, language)]] as [string, string][]) : []),
          ...(comment ? ([[columns.comment, comment]] as [string, string][]) : []),
        ]}
      />
    </Section>
  );
}

type BacktestFootProps = {
  words: BacktestWords;
  backtest: Detail;
  onCancel: () => void;
  onAgain: () => void;
  onRemove: () => void;
};

/** What can be done with a backtest: stopped while it runs; repeated, deleted or put into force afterwards. */
export function BacktestFoot({ words, backtest, onCancel, onAgain, onRemove }: BacktestFootProps) {
  const { backtests, language } = words;
  const [draft, ...others] = backtest.changes.rules;
  return (
    <footer class="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-4 py-2 md:px-6">
      <Button look="bare" class="mr-auto" onClick={onRemove}>
        {backtests.remove.action}
      </Button>
      {isOpen(backtest) ? (
        <Button look="danger" onClick={onCancel}>
          {backtests.cancel.action}
        </Button>
      ) : (
        <Button onClick={onAgain}>{backtests.again}</Button>
      )}
      {backtest.status === "done" && draft && others.length === 0 && (
        <ButtonLink
          look="primary"
          href={pathToApp(language, "rules/edit", { rule: draft.rule_id, backtest: backtest.id })}
        >
          {backtests.rules.publish}
        </ButtonLink>
      )}
    </footer>
  );
}
