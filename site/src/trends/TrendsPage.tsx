import type { ThresholdReport, Trends } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { DownloadMenu } from "../app/DownloadMenu.tsx";
import { PeriodBar } from "../app/PeriodBar.tsx";
import { lengthOf, periodDefaults, toPeriodQuery } from "../app/period.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddressValues } from "../app/use-address-values.ts";
import { useProfile } from "../app/use-profile.ts";
import { pathTo, pathToApp, queryOf } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { optionsOf } from "../ui/options.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { StaleLine } from "../ui/StaleLine.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { ThresholdSimulator } from "./ThresholdSimulator.tsx";
import { TrendCharts } from "./TrendCharts.tsx";
import type { TrendWords } from "./words.ts";

const ANALYTICS = "/api/antifraud/analytics";
const REFRESH_MS = 60_000;
/** The API counts by the hour for so many days at the most. */
const MOST_HOURLY_DAYS = 31;

/** How decisions went over time, and what other thresholds would have decided. */
export function TrendsPage(words: TrendWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: TrendWords }) {
  const { trends: text, shell, decisions, ui, language } = words;
  const { values, isRead, set } = useAddressValues({ ...periodDefaults, bucket: "", review: "", block: "" });
  const profile = useProfile();
  const asked = isRead ? toPeriodQuery(values) : undefined;
  const days = lengthOf(values);
  const mayBeHourly = days <= MOST_HOURLY_DAYS;
  const bucket = mayBeHourly && (values.bucket || (days === 1 ? "hour" : "day")) === "hour" ? "hour" : "day";
  const trends = useQuery<Trends>(asked && `${ANALYTICS}/fraud-trends${queryOf({ ...asked, bucket })}`, {
    refreshMs: REFRESH_MS,
  });
  // One pair is enough: the scores beside it answer for all others.
  const grid = { review_from: "500", block_above: "800" };
  const report = useQuery<ThresholdReport>(asked && `${ANALYTICS}/thresholds${queryOf({ ...asked, ...grid })}`);

  const { data, failure, at, retry } = trends;
  const permitted = (name: string) => profile !== undefined && isPermitted(profile.permissions, name);
  const isEmpty = data?.data.every(({ transactions }) => transactions === 0) ?? false;
  return (
    <div class="flex h-full flex-col">
      <TopLine title={text.title} shell={shell}>
        {data && !isEmpty && (
          <DownloadMenu
            words={decisions.download}
            query={{ from: data.period.from, to: data.period.to }}
            name={`decisions-${data.period.first_day}-${data.period.last_day}`}
          />
        )}
      </TopLine>
      <PeriodBar words={words.period} values={values} onChange={set}>
        {mayBeHourly && (
          <Segmented
            label={text.bucket}
            options={optionsOf(text.buckets)}
            value={bucket}
            onChange={(next) => set({ bucket: next })}
          />
        )}
        {permitted("read:transactions") && data && (
          <a
            class="link text-13 text-ink-2"
            href={pathToApp(language, "decisions", { from: data.period.first_day, to: data.period.last_day })}
          >
            {text.rows}
          </a>
        )}
        <StaleLine failure={failure} at={at} />
      </PeriodBar>
      <div class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={text.title}>
        <div class="mx-auto max-w-[1440px]">
          {failure && !data && <ErrorState failure={failure} onRetry={retry} title={text.failed} />}
          {!failure && !data && <Loading label={ui.loading} />}
          {data && isEmpty && (
            <EmptyState title={text.empty.title}>
              <p>{text.empty.body}</p>
              <ButtonLink href={pathTo(language, "docs")}>{text.empty.action}</ButtonLink>
            </EmptyState>
          )}
          {data && !isEmpty && (
            <>
              <TrendCharts words={words} trends={data} maySeePayments={permitted("read:transactions")} />
              {report.data && (
                <ThresholdSimulator
                  words={words}
                  report={report.data}
                  review={values.review}
                  block={values.block}
                  onChange={set}
                  onApplied={permitted("write:rules") ? report.retry : undefined}
                />
              )}
              {report.failure && !report.data && (
                <ErrorState failure={report.failure} onRetry={report.retry} title={text.thresholds.failed} />
              )}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** Four charts that are on their way. */
function Loading({ label }: { label: string }) {
  return (
    <div class="grid gap-10 px-4 py-5 md:px-6 min-[1280px]:grid-cols-2">
      {[1, 2, 3, 4].map((place) => (
        <div key={place} class="h-[240px]">
          <Skeleton label={label} lines={6} />
        </div>
      ))}
    </div>
  );
}
