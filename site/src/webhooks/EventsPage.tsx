import { useMemo } from "preact/hooks";
import type { Language } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import { productNames } from "../organization/products.ts";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import type { Column } from "../ui/columns.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type FilterField, fold } from "../ui/filter-query.ts";
import { Section } from "../ui/Section.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useList } from "../use-list.ts";
import { EVENT_TYPES, type EventType } from "./endpoint-api.ts";

export type EventsWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "events">;

/** Nothing to choose from: the catalogue is short, and a word finds the rest. */
const fields: FilterField[] = [];

/** What webhooks tell of, each with its schema and an example. Drawn at build time as it looks while loading. */
export function EventsPage(words: EventsWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <EventBoard words={words} />
    </UiWordsProvider>
  );
}

function EventBoard({ words }: { words: EventsWords }) {
  const { events, shell } = words;
  const address = useAddress(fields, "type");
  const list = useList<EventType>(address.isRead ? EVENT_TYPES : undefined);
  const sought = fold(address.filter.words).split(/\s+/);
  const rows = list.rows.filter(({ type, title }) => sought.every((word) => fold(`${type} ${title}`).includes(word)));
  const columns = useMemo(() => eventColumns(words), [words]);
  const open = list.rows.find(({ type }) => type === address.openId);
  return (
    <ListBoard
      id="events"
      title={events.title}
      shell={shell}
      label={events.title}
      list={list}
      rows={rows}
      rowId={({ type }) => type}
      columns={columns}
      fields={fields}
      placeholder={events.search}
      address={address}
      empty={<EmptyState title={events.empty} />}
      detail={
        open && {
          label: open.title,
          head: <h2 class="truncate text-16">{open.title}</h2>,
          body: (
            <>
              <Section title={events.columns.type}>
                <p class="text-13">
                  <code>{open.type}</code>
                </p>
                <p class="mt-2 text-13 text-ink-2" lang="en">
                  {open.description}
                </p>
              </Section>
              <Section title={events.example}>
                <CodeBlock code={JSON.stringify(open.example, null, 2)} label={events.example} />
              </Section>
              <Section title={events.schema}>
                <CodeBlock code={JSON.stringify(open.schema, null, 2)} label={events.schema} />
              </Section>
            </>
          ),
        }
      }
    />
  );
}

function eventColumns({ events: { columns } }: EventsWords): Column<EventType>[] {
  return [
    {
      id: "type",
      title: columns.type,
      width: 200,
      grows: 1,
      phone: "note",
      isCopied: true,
      text: ({ type }) => type,
      cell: ({ type }) => <code>{type}</code>,
    },
    {
      id: "title",
      title: columns.title,
      width: 200,
      grows: 2,
      phone: "title",
      text: ({ title }) => title,
      cell: ({ title }) => title,
    },
    {
      id: "module",
      title: columns.product,
      width: 130,
      rank: 3,
      cell: ({ module }) => productNames[module] ?? module,
    },
  ];
}
