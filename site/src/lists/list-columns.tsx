import type { PaymentList } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import type { Column } from "../ui/columns.ts";
import type { ListWords } from "./words.ts";

const tones = { block: "bad", watch: "warn", allow: "ok" } as const;

/** What a list does to a payment, in a word and its hue. */
export function KindBadge({ kind, words }: { kind: PaymentList["kind"]; words: ListWords }) {
  return (
    <Badge tone={tones[kind]} title={words.lists.kindHelp[kind]}>
      {words.lists.kinds[kind]}
    </Badge>
  );
}

/** The name of a list; those of blocks are named by what they are of. */
export const nameOf = ({ name, system, subject_type }: PaymentList, { lists }: Pick<ListWords, "lists">): string =>
  system && subject_type in lists.blocked ? lists.blocked[subject_type as keyof typeof lists.blocked] : name;

/** What the table shows of each list. */
export function listColumns(words: ListWords): Column<PaymentList>[] {
  const { lists, language } = words;
  const { columns, subjects } = lists;
  return [
    {
      id: "name",
      title: columns.name,
      width: 160,
      grows: 2,
      phone: "title",
      text: (list) => nameOf(list, words),
      cell: (list) => (
        <>
          {nameOf(list, words)}
          {list.system && <span class="ml-2 text-12 text-ink-3">{lists.system}</span>}
        </>
      ),
      compare: (a, b) => nameOf(a, words).localeCompare(nameOf(b, words)),
    },
    {
      id: "entries",
      title: columns.entries,
      width: 96,
      align: "end",
      phone: "value",
      cell: ({ entries }) => formatNumber(entries, language),
      compare: (a, b) => a.entries - b.entries,
    },
    {
      id: "kind",
      title: columns.kind,
      width: 112,
      phone: "meta",
      cell: ({ kind }) => <KindBadge kind={kind} words={words} />,
      compare: (a, b) => a.kind.localeCompare(b.kind),
    },
    {
      id: "subject",
      title: columns.subject,
      width: 144,
      rank: 1,
      phone: "note",
      cell: ({ subject_type }) => <span class="text-ink-2">{subjects[subject_type]}</span>,
      compare: (a, b) => subjects[a.subject_type].localeCompare(subjects[b.subject_type]),
    },
    {
      id: "updated",
      title: columns.updated,
      width: 136,
      rank: 2,
      cell: ({ updated_at }) => (
        <span class="text-ink-2">
          <Age at={updated_at} />
        </span>
      ),
      compare: (a, b) => a.updated_at.localeCompare(b.updated_at),
    },
  ];
}
