import { useMemo } from "preact/hooks";
import type { Language, Metrics } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { formatNumber } from "../format.ts";
import type { Dictionary } from "../i18n/index.ts";
import { pathToApp } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import type { Column } from "../ui/columns.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { NoPermission } from "../ui/ErrorState.tsx";
import { type FilterField, fold } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import type { List } from "../use-list.ts";
import { useQuery } from "../use-query.ts";

export type MetricsWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "admin">;
type Sample = { id: string; metric: string; title: string; organization?: string; labels: string; value: number };

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
    />
  );
}

/** One row for each set of labels. */
function samplesOf(data: Metrics | undefined, names: Record<string, string>): Sample[] {
  return (data?.gauges ?? []).flatMap(({ name, help, samples }) =>
    samples.map(({ labels: { organization, ...labels }, value }) => {
      const told = Object.entries(labels)
        .map(([label, text]) => `${label}=${text}`)
        .join(", ");
      return {
        id: `${name}|${organization ?? ""}|${told}`,
        metric: name,
        title: names[name] ?? help,
        organization,
        labels: told,
        value,
      };
    }),
  );
}

function sampleColumns({ admin: { metrics }, language }: MetricsWords): Column<Sample>[] {
  const { columns } = metrics;
  return [
    {
      id: "metric",
      title: columns.metric,
      width: 200,
      grows: 2,
      phone: "title",
      text: ({ metric }) => metric,
      cell: ({ title }) => title,
    },
    {
      id: "labels",
      title: columns.labels,
      width: 140,
      grows: 1,
      phone: "note",
      text: ({ labels }) => labels,
      cell: ({ labels }) => <code>{labels}</code>,
    },
    {
      id: "organization",
      title: columns.organization,
      width: 150,
      grows: 1,
      rank: 1,
      text: ({ organization = "" }) => organization,
      cell: ({ organization }) =>
        organization ? (
          <a class="link" href={pathToApp(language, "admin/organizations", { organization })}>
            {organization}
          </a>
        ) : (
          "—"
        ),
    },
    {
      id: "value",
      title: columns.value,
      width: 96,
      align: "end",
      phone: "value",
      cell: ({ value }) => formatNumber(value, language, Number.isInteger(value) ? 0 : 4),
    },
  ];
}
