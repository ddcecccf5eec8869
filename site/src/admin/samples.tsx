import type { Language, Metrics } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { pathToApp } from "../paths.ts";
import type { Column } from "../ui/columns.ts";
import { FactList, Section } from "../ui/Section.tsx";
import type { MetricsWords } from "./MetricsPage.tsx";

/** One figure under one set of labels. */
export type Sample = {
  id: string;
  metric: string;
  title: string;
  organization?: string;
  labels: string;
  value: number;
};

/** One figure, as Prometheus names it. */
export function SampleDetail({ words: { admin, language }, sample }: { words: MetricsWords; sample: Sample }) {
  const { columns, facts } = admin.metrics;
  const { metric, labels, organization, value } = sample;
  return (
    <Section title={facts.title}>
      <FactList
        facts={[
          [columns.value, formatValue(value, language)],
          [facts.name, <code key="name">{metric}</code>],
          [columns.labels, labels ? <code key="labels">{labels}</code> : "—"],
          [
            columns.organization,
            organization ? <OrganizationLink key="organization" {...{ organization, language }} /> : "—",
          ],
        ]}
      />
    </Section>
  );
}

function OrganizationLink({ organization, language }: { organization: string; language: Language }) {
  return (
    <a class="link" href={pathToApp(language, "admin/organizations", { organization })}>
      {organization}
    </a>
  );
}

const formatValue = (value: number, language: Language): string =>
  formatNumber(value, language, Number.isInteger(value) ? 0 : 4);

/** One row for each set of labels. */
export function samplesOf(data: Metrics | undefined, names: Record<string, string>): Sample[] {
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

/** How figures are listed. */
export function sampleColumns({ admin: { metrics }, language }: MetricsWords): Column<Sample>[] {
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
      cell: ({ organization }) => (organization ? <OrganizationLink {...{ organization, language }} /> : "—"),
    },
    {
      id: "value",
      title: columns.value,
      width: 96,
      align: "end",
      phone: "value",
      cell: ({ value }) => formatValue(value, language),
    },
  ];
}
