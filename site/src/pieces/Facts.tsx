import type { Failure } from "../api.ts";
import type { DecisionName } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { submitCommand } from "../samples.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { BarChart } from "../ui/BarChart.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Decision, DecisionMark } from "../ui/Decision.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { KpiTile } from "../ui/KpiTile.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import { MiniMap } from "../ui/MiniMap.tsx";
import { Progress } from "../ui/Progress.tsx";
import { ScoreBar } from "../ui/ScoreBar.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import { StaleLine } from "../ui/StaleLine.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import { Waterfall } from "../ui/Waterfall.tsx";
import { Piece } from "./Piece.tsx";
import type { PiecesWords } from "./PiecesPage.tsx";

const names: DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];
const scores = { APPROVED: 89, UNDER_REVIEW: 550, BLOCKED: 890 } as const;
const hours = Array.from({ length: 24 }, (_, hour) => ({ short: `${hour}:00`, full: `${hour}:00` }));
const wave = (base: number, reach: number) => hours.map((_, hour) => Math.round(base + reach * Math.sin(hour / 4)));
const gapped = wave(40, 30).map((value, hour) => (hour > 8 && hour < 12 ? null : value));
const failures: Failure[] = [
  { kind: "server", problem: { title: "", code: "server.failed", requestId: "bd29c78a-7f25-4307-99fd-aa5bc99def86" } },
  { kind: "offline" },
  { kind: "too_many", retryAfterS: 42 },
  { kind: "forbidden", problem: { title: "", code: "auth.missing_permission", detail: "Needs read:transactions" } },
];

/** What is read: figures, charts, evidence, and what stands where there is nothing to read. */
export function Facts({ language, ui, decisions, evidence }: PiecesWords) {
  const format = (value: number) => formatNumber(value, language);
  const series = [
    { id: "all", name: decisions.all, tone: "ink" as const, values: wave(120, 60) },
    { id: "blocked", name: decisions.words.BLOCKED, tone: "accent" as const, values: gapped },
  ];
  const noon = new Date(Date.now() - 3_600_000).toISOString();
  return (
    <>
      <Piece name="Decision, DecisionMark, Badge, ScoreBar, Progress, Kbd, CopyButton, Age">
        <div class="grid gap-3">
          {names.map((name) => (
            <div key={name} class="grid grid-cols-[140px_40px_minmax(0,1fr)] items-center gap-3">
              <Decision decision={name} word={decisions.words[name]} />
              <span class="figures text-right">{scores[name]}</span>
              <ScoreBar score={scores[name]} decision={name} reviewFrom={500} blockAbove={800} />
            </div>
          ))}
          <div class="flex flex-wrap items-center gap-2">
            <Badge>{ui.live.stopped}</Badge>
            <Badge tone="ok">{ui.live.live}</Badge>
            <Badge tone="warn">{ui.live.polling}</Badge>
            <Badge tone="warn">{ui.live.failing}</Badge>
            <Badge tone="bad">{ui.live.offline}</Badge>
            <Badge tone="accent">{decisions.all}</Badge>
            <Kbd>J</Kbd>
            <CopyButton text="TXN-1" label={ui.copy} done={ui.copied} />
            <Age at={noon} />
          </div>
          <Progress label={ui.loading} done={0} of={40} />
          <Progress label={ui.loading} done={26} of={40} />
        </div>
      </Piece>
      <Piece name="Sparkline, KpiTile">
        <div class="grid grid-cols-2 gap-px border border-line bg-line">
          <KpiTile
            label={decisions.words.BLOCKED}
            figure="1 284"
            change={0.124}
            trend={wave(20, 10)}
            href="#content"
            isAccented
          />
          <KpiTile label={decisions.words.APPROVED} figure="98 310" change={-0.031} trend={gapped} />
          <KpiTile label={decisions.words.UNDER_REVIEW} figure={null} />
          <KpiTile label={decisions.columns.amount} figure="0" note={ui.chart.empty} />
        </div>
        <Sparkline values={gapped} class="mt-4 h-6 w-40" />
      </Piece>
      <Piece name="LineChart" isWide>
        <LineChart title={decisions.table} times={hours} series={series} format={format} isWhole />
      </Piece>
      <Piece name="BarChart" isWide>
        <BarChart
          title={decisions.table}
          times={hours}
          series={names.map((id, index) => ({
            id,
            name: decisions.words[id],
            tone: (["ok", "warn", "bad"] as const)[index] ?? "ink",
            values: wave(40 - index * 12, 8),
          }))}
          format={format}
          isWhole
        />
        <BarChart title={decisions.all} times={[]} series={[]} format={format} />
      </Piece>
      <Piece name="Waterfall">
        <Waterfall
          score={756}
          ordinary={62}
          contributions={[
            { group: "access", title: evidence.device, points: 384 },
            { group: "amount", title: decisions.columns.amount, points: 214 },
            { group: "history", title: evidence.user, points: -88 },
          ]}
        />
      </Piece>
      <Piece name="MiniMap">
        <MiniMap
          here={{ name: "Dubai, AE", lat: 25.2, lon: 55.27 }}
          before={{ name: "Tashkent, UZ", lat: 41.31, lon: 69.28 }}
          leg={{ km: 2190, kmh: 4380 }}
        />
      </Piece>
      <Piece name="Timeline">
        <Timeline
          entries={names.map((name, index) => ({
            id: name,
            at: new Date(Date.now() - index * 5_000_000).toISOString(),
            mark: <DecisionMark decision={name} />,
            title: decisions.words[name],
            body: index === 0 ? decisions.evidence.noReasons : undefined,
            isCurrent: index === 0,
          }))}
        />
      </Piece>
      <Piece name="CodeBlock, Skeleton">
        <CodeBlock code={submitCommand("https://app.aifoundry.uz")} label="curl" />
        <div class="mt-4">
          <Skeleton label={ui.loading} lines={4} />
        </div>
      </Piece>
      <Piece name="StaleLine">
        <StaleLine failure={{ kind: "server" }} at={Date.parse(noon)} />
      </Piece>
      <Piece name="EmptyState">
        <EmptyState title={decisions.empty.title}>
          <p>{decisions.empty.body}</p>
        </EmptyState>
      </Piece>
      {failures.map((failure) => (
        <Piece key={failure.kind} name={`ErrorState: ${failure.kind}`}>
          <ErrorState failure={failure} onRetry={() => location.reload()} />
        </Piece>
      ))}
    </>
  );
}
