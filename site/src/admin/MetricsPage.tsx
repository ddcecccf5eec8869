import { useMemo } from "preact/hooks";
import type { Language, Metrics } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { NoPermission } from "../ui/ErrorState.tsx";
import { type FilterField, fold } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import type { List } from "../use-list.ts";
import { useQuery } from "../use-query.ts";
import { type Sample, SampleDetail, sampleColumns, samplesOf } from "./samples.tsx";

export type MetricsWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "admin">;

const PATH = "/api/admin/metrics";
const PERMISSION = "manage:organizations";
const REFRESH_MS = 60_000;

/** What the modules measure, as Prometheus reads it too. Drawn at build time as it looks while loading. */
export function MetricsPage(words: MetricsWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: MetricsWords }) {
  const { admin, shell } = words;
  const { metrics: text } = admin;
  const fields: FilterField[] = [{ name: "organization", title: text.columns.organization, example: "org_…" }];
  const address = useAddress(fields, "sample");
  const me = useProfile();
  // Administrators may read the figures of their organisation there; this page is about the platform.
  const isRefused = me !== undefined && !isPermitted(me.permissions, PERMISSION);
  const query = useQuery<Metrics>(me && !isRefused ? PATH : undefined, { refreshMs: REFRESH_MS });
  const samples = useMemo(() => samplesOf(query.data, text.names), [query.data, text.names]);
  const rows = samples.filter(
    ({ title, metric, labels, organization = "" }) =>
      (!address.filter.fields.organization || organization === address.filter.fields.organization) &&
      fold(address.filter.words)
        .split(/\s+/)
        .every((word) => fold(`${title} ${metric} ${labels} ${organization}`).includes(word)),
  );
  const list: List<Sample> = {
    rows: samples,
    isLoading: query.data === undefined && query.failure === undefined,
    failure: query.failure,
    hasMore: false,
    loadMore: () => undefined,
    reload: query.retry,
    change: () => undefined,
  };
  const columns = useMemo(() => sampleColumns(words), [words]);
  const open = samples.find(({ id }) => id === address.openId);
  if (isRefused)
    return (
      <div class="flex h-full flex-col">
        <TopLine title={text.title} shell={shell} />
        <NoPermission permission={PERMISSION} />
      </div>
    );
  return (
    <ListBoard
      id="metrics"
      title={text.title}
      shell={shell}
      label={text.title}
      list={list}
      rows={rows}
      rowId={({ id }) => id}
      columns={columns}
      fields={fields}
      placeholder={text.search}
      address={address}
      aside={<Button onClick={query.retry}>{text.refresh}</Button>}
      empty={
        <EmptyState title={text.empty.title}>
          <p>{text.empty.body}</p>
        </EmptyState>
      }
      detail={
        open && {
          label: open.title,
          head: <h2 class="truncate text-16">{open.title}</h2>,
          body: <SampleDetail words={words} sample={open} />,
        }
      }
    />
  );
}
