import type { EntityBlock } from "../api-types.ts";
import { formatMoment } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Age, useNow } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import type { Column } from "../ui/columns.ts";
import type { BlockWords } from "./words.ts";

const HOUR = 3600_000;

/** What the table shows of each block. */
export function blockColumns(words: BlockWords, me: string | undefined): Column<EntityBlock>[] {
  const { columns, types, erased, you } = words.blocks;
  return [
    {
      id: "entity",
      title: columns.entity,
      width: 160,
      grows: 1.5,
      phone: "title",
      isCopied: true,
      text: ({ entity_id }) => entity_id ?? "",
      cell: ({ entity_id }) =>
        entity_id === null ? (
          <span class="text-ink-3">{erased}</span>
        ) : (
          <span class="font-mono text-12">{entity_id}</span>
        ),
    },
    { id: "type", title: columns.type, width: 96, cell: ({ entity_type }) => types[entity_type] },
    {
      id: "state",
      title: columns.state,
      width: 144,
      phone: "meta",
      cell: (block) => <StateBadge words={words} block={block} />,
    },
    {
      id: "reference",
      title: columns.reference,
      width: 128,
      rank: 2,
      text: ({ reference }) => reference ?? "",
      cell: ({ reference }) => reference,
    },
    {
      id: "reason",
      title: columns.reason,
      width: 128,
      grows: 2,
      rank: 1,
      phone: "note",
      text: ({ reason }) => reason ?? "",
      cell: ({ reason }) => <span class="text-ink-2">{reason}</span>,
    },
    {
      id: "created",
      title: columns.created,
      width: 136,
      rank: 3,
      cell: ({ created_at }) => (
        <span class="text-ink-2">
          <Age at={created_at} />
        </span>
      ),
    },
    {
      id: "by",
      title: columns.by,
      width: 128,
      rank: 4,
      text: ({ created_by }) => (created_by === me ? you : created_by),
      cell: ({ created_by }) => <span class="text-ink-2">{created_by === me ? you : created_by}</span>,
    },
  ];
}

/** How long a block still holds, or how it ended. */
export function StateBadge({ words, block }: { words: BlockWords; block: EntityBlock }) {
  const { blocks, language } = words;
  const now = useNow();
  const { status, expires_at } = block;
  if (status !== "active") return <Badge>{blocks.statuses[status]}</Badge>;
  if (expires_at === null) return <Badge tone="bad">{blocks.forGood}</Badge>;
  return (
    <Badge tone="bad" title={formatMoment(expires_at, language, words.ui.chart.zone)}>
      {fill(blocks.left, { time: tellLeft(Date.parse(expires_at) - now, blocks.time) })}
    </Badge>
  );
}

/** The time that is left to its whole unit, a minute at the least. */
function tellLeft(leftMs: number, { day, hour, minute }: BlockWords["blocks"]["time"]): string {
  if (leftMs >= 72 * HOUR) return fill(day, { count: Math.round(leftMs / (24 * HOUR)) });
  if (leftMs >= HOUR) return fill(hour, { count: Math.round(leftMs / HOUR) });
  return fill(minute, { count: Math.max(1, Math.ceil(leftMs / 60_000)) });
}
