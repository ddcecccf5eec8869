import { useMemo, useRef, useState } from "preact/hooks";
import type { RiskModels } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { usePageRequest } from "../app/page-request.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useSteps } from "../app/use-steps.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { byNumber, byText, type Column } from "../ui/columns.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { ModelDrawer } from "./ModelDrawer.tsx";
import { UploadModel } from "./ModelForms.tsx";
import { BUNDLED, MODELS, type ModelWords } from "./words.ts";

/** The risk models of an organisation, and the one that comes with the service. */
export function ModelsPage(words: ModelWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

type Model = RiskModels["data"][number];
type Row = { id: string; version: string; model?: Model; health: Model["health"]; isDeciding: boolean };

function Board({ words }: { words: ModelWords }) {
  const { models, shell, ui } = words;
  const { openId, isRead, open, close } = useAddress([], "model");
  const table = useRef<TableControl>(null);
  const [isUploading, setUploading] = useState(false);
  const profile = useProfile();
  const mayWrite = profile !== undefined && isPermitted(profile.permissions, "write:models");
  usePageRequest(isRead ? MODELS : undefined);
  const { data, failure, retry } = useQuery<RiskModels>(isRead ? MODELS : undefined);
  const rows = useMemo(() => (data ? rowsOf(data) : []), [data]);
  const columns = useMemo(() => modelColumns(words), [words]);
  const { step, leave } = useSteps(table, { openId, open, close });
  const upload = () => setUploading(true);
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "n", label: models.keys.upload, run: upload, isAction: true, isOff: !mayWrite },
    { key: "Escape", label: models.keys.close, run: leave, isOff: openId === undefined },
  ]);
  const note = data && <span class="max-sm:sr-only">{fill(models.deciding, { version: data.deciding })}</span>;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={models.title} shell={shell} note={note}>
          {mayWrite && (
            <Button look="primary" onClick={upload}>
              {models.upload.button}
            </Button>
          )}
        </TopLine>
        {failure && !data ? (
          <ErrorState failure={failure} onRetry={retry} title={models.failed} />
        ) : (
          <DataTable<Row>
            id="models"
            label={models.table}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            isLoading={!data}
            openId={openId}
            onOpen={open}
            control={table}
          >
            {data && <footer class="px-4 py-4 text-13 text-ink-3 md:px-6">{models.end}</footer>}
          </DataTable>
        )}
      </div>
      {openId && data && (
        <ModelDrawer
          key={openId}
          {...{ words, mayWrite }}
          id={openId}
          model={data.data.find(({ id }) => id === openId)}
          onChanged={retry}
          onClose={leave}
        />
      )}
      {isUploading && (
        <UploadModel
          words={words}
          onClose={() => setUploading(false)}
          onUploaded={({ id }) => {
            retry();
            open(id);
          }}
        />
      )}
    </div>
  );
}

/** The organisation's own models, and under them the one that decides where none of them does. */
function rowsOf({ bundled, data }: RiskModels): Row[] {
  const own = data.map((model) => ({
    id: model.id,
    version: model.version,
    model,
    health: model.health,
    isDeciding: model.status === "champion",
  }));
  const isBundled = !own.some(({ isDeciding }) => isDeciding);
  return [...own, { id: BUNDLED, ...bundled, isDeciding: isBundled }];
}

const tones = { candidate: "plain", shadow: "plain", canary: "warn", champion: "ok", retired: "plain" } as const;

function modelColumns({ models, language }: ModelWords): Column<Row>[] {
  const { columns, statuses } = models;
  const figure = (value: number | undefined) => (value === undefined ? "" : formatNumber(value, language));
  return [
    {
      id: "version",
      title: columns.version,
      width: 160,
      grows: 1,
      phone: "title",
      text: ({ version }) => version,
      compare: byText(({ version }) => version),
      cell: ({ version }) => <span class="font-mono text-12">{version}</span>,
    },
    {
      id: "status",
      title: columns.status,
      width: 184,
      phone: "meta",
      cell: ({ model, isDeciding }) => {
        if (!model)
          return <Badge tone={isDeciding ? "ok" : "plain"}>{isDeciding ? statuses.champion : statuses.bundled}</Badge>;
        return <Badge tone={tones[model.status]}>{statuses[model.status]}</Badge>;
      },
    },
    {
      id: "health",
      compare: byNumber(({ health }) => health?.highest_psi),
      title: columns.health,
      width: 176,
      phone: "note",
      cell: ({ health }) => {
        if (health?.highest_psi == null) return <span class="text-ink-3">{models.health.unmeasured}</span>;
        const { drifting, steady } = models.health;
        const psi = formatNumber(health.highest_psi, language, 3);
        return (
          <span class={health.is_drifting ? "text-warn" : "text-ink-2"}>
            {fill(health.is_drifting ? drifting : steady, { psi })}
          </span>
        );
      },
    },
    {
      id: "precision",
      compare: byNumber(({ health }) => health?.precision),
      title: columns.precision,
      width: 88,
      align: "end",
      rank: 1,
      cell: ({ health }) => (health?.precision == null ? models.unknown : formatPercent(health.precision, language)),
    },
    {
      id: "features",
      title: columns.features,
      width: 88,
      align: "end",
      rank: 2,
      cell: ({ model }) => figure(model?.features),
      compare: byNumber(({ model }) => model?.features),
    },
    {
      id: "size",
      title: columns.size,
      width: 96,
      align: "end",
      rank: 3,
      cell: ({ model }) => figure(model && Math.round(model.bytes / 1000)),
      compare: byNumber(({ model }) => model?.bytes),
    },
    {
      id: "uploaded",
      title: columns.uploaded,
      width: 136,
      rank: 1,
      phone: "note",
      cell: ({ model }) => model && <Age at={model.created_at} />,
      compare: byText(({ model }) => model?.created_at),
    },
  ];
}
