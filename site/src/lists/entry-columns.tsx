import type { ListEntry } from "../api-types.ts";
import { formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import type { Column } from "../ui/columns.ts";
import type { EntryView } from "./list-api.ts";
import type { ListWords } from "./words.ts";

/** What the table shows of each entry; of the past also when it ended and by whom. */
export function entryColumns(words: ListWords, view: EntryView, me: string | undefined): Column<ListEntry>[] {
  const { language } = words;
  const { entries } = words.lists;
  const { columns } = entries;
  const nameOf = (id: string | null) =>
    id === "expiry" ? entries.byExpiry : id === me && me !== undefined ? entries.you : (id ?? "");
  const tellUntil = ({ expires_at }: ListEntry) =>
    expires_at ? fill(entries.until, { time: formatShortDate(new Date(expires_at), language) }) : entries.forGood;
  const value: Column<ListEntry> = {
    id: "value",
    title: columns.value,
    width: 132,
    grows: 2,
    phone: "title",
    isCopied: true,
    text: (entry) => entry.value ?? "",
    cell: (entry) =>
      entry.value === null ? (
        <span class="text-ink-3">{entries.erased}</span>
      ) : (
        <span class="font-mono text-12">{entry.value}</span>
      ),
  };
  const said: Column<ListEntry> = {
    id: "reason",
    title: columns.reason,
    width: 96,
    grows: 2,
    rank: 2,
    phone: "note",
    text: ({ reason, reference }) => [reference, reason].filter(Boolean).join(", "),
    cell: ({ reason, reference }) => <span class="text-ink-2">{[reference, reason].filter(Boolean).join(", ")}</span>,
  };
  const made: Column<ListEntry> = {
    id: "created",
    title: columns.created,
    width: 112,
    rank: 3,
    cell: ({ created_at }) => (
      <span class="text-ink-2">
        <Age at={created_at} />
      </span>
    ),
  };
  const by: Column<ListEntry> = {
    id: "by",
    title: columns.by,
    width: 96,
    rank: 4,
    text: ({ created_by, removed_by }) => nameOf(view === "removed" ? removed_by : created_by),
    cell: ({ created_by, removed_by }) => (
      <span class="text-ink-2">{nameOf(view === "removed" ? removed_by : created_by)}</span>
    ),
  };
  if (view === "active")
    return [
      value,
      said,
      {
        id: "until",
        title: columns.until,
        width: 144,
        phone: "meta",
        text: tellUntil,
        cell: (entry) => <span class={entry.expires_at ? "" : "text-ink-3"}>{tellUntil(entry)}</span>,
      },
      made,
      by,
    ];
  // Who ended it matters more then than why it began.
  return [
    value,
    { ...said, rank: 4 },
    {
      id: "end",
      title: columns.end,
      width: 120,
      phone: "meta",
      cell: ({ removed_at, expires_at, created_at }) => <Age at={removed_at ?? expires_at ?? created_at} />,
    },
    { ...by, rank: 2 },
    made,
  ];
}
