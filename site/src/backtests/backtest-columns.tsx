import type { Backtest } from "../api-types.ts";
import { formatDay, formatNumber, formatPercent } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import type { Column } from "../ui/columns.ts";
import { Progress } from "../ui/Progress.tsx";
import { isOpen } from "./backtest-api.ts";
import { toDays } from "./span.ts";
import type { BacktestWords } from "./words.ts";

const tones = { waiting: "plain", running: "plain", done: "plain", cancelled: "plain", failed: "bad" } as const;

type Words = Pick<BacktestWords, "backtests" | "language">;

export function StatusBadge({ words, backtest: { status } }: { words: Words; backtest: Pick<Backtest, "status"> }) {
  return <Badge tone={tones[status]}>{words.backtests.statuses[status]}</Badge>;
}

export const nameOf = ({ name, changed }: Pick<Backtest, "name" | "changed">, { backtests }: Words): string =>
  name || changed.drafts[0]?.name || backtests.untitled;

/** What a backtest changes, in a few words. */
export function tellChanged({ changed }: Backtest, { backtests, language }: Words): string {
  const { drafts, removed, thresholds, allow_first } = changed;
  const [first] = drafts;
  const rest = drafts.length - 1;
  const parts = [
    first && (rest > 0 ? fill(backtests.changed.more, { name: first.name, count: rest }) : first.name),
    removed > 0 && fillCount(backtests.changed.removed, removed, language),
    thresholds && backtests.changed.thresholds,
    allow_first && backtests.changed.allow_first,
  ];
  return parts.filter(Boolean).join(", ") || backtests.changed.none;
}

export function tellPeriod(span: Pick<Backtest, "from" | "to">, { language }: Words): string {
  const { from, to } = toDays(span);
  return from === to ? formatDay(from, language) : `${formatDay(from, language)} – ${formatDay(to, language)}`;
}

export const shareDone = ({ progress: { decisions, processed } }: Pick<Backtest, "progress">): number =>
  decisions === 0 ? 0 : processed / decisions;

/** What the table shows of each backtest. */
export function backtestColumns(words: BacktestWords, me: string | undefined): Column<Backtest>[] {
  const { language, backtests } = words;
  const { columns, you } = backtests;
  const count = (value: number) => formatNumber(value, language);
  const by = ({ created_by }: Backtest) => (created_by === me ? you : created_by);
  return [
    {
      id: "name",
      title: columns.name,
      width: 144,
      grows: 2,
      phone: "title",
      text: (backtest) => nameOf(backtest, words),
      cell: (backtest) => nameOf(backtest, words),
    },
    {
      id: "status",
      title: columns.status,
      width: 120,
      phone: "meta",
      cell: (backtest) => <StatusBadge words={words} backtest={backtest} />,
    },
    {
      id: "progress",
      title: columns.progress,
      width: 136,
      align: "end",
      phone: "value",
      cell: (backtest) =>
        isOpen(backtest) ? (
          <span class="figures inline-flex items-center gap-2 align-middle">
            <Progress
              label={columns.progress}
              done={backtest.progress.processed}
              of={backtest.progress.decisions}
              class="w-16"
            />
            {formatPercent(Math.floor(shareDone(backtest) * 100) / 100, language)}
          </span>
        ) : (
          <span class="figures">{count(backtest.progress.processed)}</span>
        ),
    },
    {
      id: "changed",
      title: columns.changed,
      width: 144,
      grows: 2,
      rank: 2,
      phone: "note",
      text: (backtest) => tellChanged(backtest, words),
      cell: (backtest) => <span class="text-ink-2">{tellChanged(backtest, words)}</span>,
    },
    {
      id: "period",
      title: columns.period,
      width: 144,
      rank: 1,
      text: (backtest) => tellPeriod(backtest, words),
      cell: (backtest) => <span class="figures">{tellPeriod(backtest, words)}</span>,
    },
    {
      id: "created",
      title: columns.created,
      width: 128,
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
      width: 112,
      rank: 4,
      text: by,
      cell: (backtest) => <span class="text-ink-2">{by(backtest)}</span>,
    },
  ];
}
