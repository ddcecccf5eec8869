import { useEffect, useState } from "preact/hooks";
import type { Language, Overview, Trends } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import type { FeedStatus } from "../app/live-feed.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useProfile } from "../app/use-profile.ts";
import type { Dictionary } from "../i18n/index.ts";
import { pathTo, queryOf } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { StaleLine } from "../ui/StaleLine.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { LiveRail } from "./LiveRail.tsx";
import { ModelTable } from "./ModelTable.tsx";
import { OverviewCharts } from "./OverviewCharts.tsx";
import { OverviewTiles } from "./OverviewTiles.tsx";

export type OverviewWords = {
  language: Language;
  text: Dictionary["overview"];
  decisions: Dictionary["decisions"];
} & Pick<Dictionary, "ui" | "shell">;

type Period = keyof OverviewWords["text"]["periods"];
const periods: readonly Period[] = ["today", "7d", "30d", "90d"];
const REFRESH_MS = 30_000;

/** How payments were decided in a period, how that compares with the one before, and what is decided now. */
export function OverviewPage(words: OverviewWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: OverviewWords }) {
  const { text, shell, language, ui } = words;
  const [period, setPeriod] = useState<Period>();
  const [status, setStatus] = useState<FeedStatus>("connecting");
  const profile = useProfile();
  useEffect(() => {
    const read = () => setPeriod(readPeriod());
    read();
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);
  const choose = (next: Period) => {
    history.replaceState(null, "", location.pathname + queryOf({ period: next === "7d" ? undefined : next }));
    setPeriod(next);
  };
  const query = period && queryOf({ period, bucket: period === "today" ? "hour" : "day" });
  const overview = useQuery<Overview>(period && `/api/antifraud/analytics/overview${queryOf({ period })}`, {
    refreshMs: REFRESH_MS,
  });
  const trends = useQuery<Trends>(query && `/api/antifraud/analytics/fraud-trends${query}`, { refreshMs: REFRESH_MS });
  const maySeePayments = profile !== undefined && isPermitted(profile.permissions, "read:transactions");
  const { data, failure, at, retry } = overview;
  return (
    <div class="flex h-full flex-col">
      <TopLine title={text.title} shell={shell} status={maySeePayments ? status : undefined} />
      <div class="board">
        <div class="min-w-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={text.title}>
          {failure && !data ? (
            <ErrorState failure={failure} onRetry={retry} />
          ) : (
            <div class="mx-auto max-w-[1440px]">
              <div class="flex flex-wrap items-center gap-3 px-4 py-2 md:px-6">
                <Segmented
                  label={text.period}
                  options={periods.map((value) => ({ value, label: text.periods[value] }))}
                  value={period ?? "7d"}
                  onChange={choose}
                />
                <p class="text-13 text-ink-3">{ui.chart.zone}</p>
                <StaleLine failure={failure} at={at} />
              </div>
              <OverviewTiles words={words} overview={data} trends={trends.data} maySeePayments={maySeePayments} />
              {data?.totals.transactions === 0 && data.before.totals.transactions === 0 ? (
                <EmptyState title={text.empty.title}>
                  <p>{text.empty.body}</p>
                  <ButtonLink href={pathTo(language, "docs")}>{text.empty.action}</ButtonLink>
                </EmptyState>
              ) : (
                <>
                  {trends.failure && !trends.data ? (
                    <ErrorState failure={trends.failure} onRetry={trends.retry} title={text.decisions} />
                  ) : (
                    <OverviewCharts words={words} trends={trends.data} maySeePayments={maySeePayments} />
                  )}
                  {data && <ModelTable words={words} models={data.models} />}
                </>
              )}
            </div>
          )}
        </div>
        {maySeePayments && <LiveRail words={words} onStatus={setStatus} />}
      </div>
    </div>
  );
}

function readPeriod(): Period {
  const asked = new URLSearchParams(location.search).get("period");
  return periods.find((period) => period === asked) ?? "7d";
}
