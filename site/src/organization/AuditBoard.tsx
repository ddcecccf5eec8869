import { Download, ShieldCheck, Stamp } from "lucide-preact";
import { useMemo, useState } from "preact/hooks";
import type { Profile } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { formatMoment } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { queryOf } from "../paths.ts";
import { saveFile } from "../save-file.ts";
import { Age } from "../ui/Age.tsx";
import { Button } from "../ui/Button.tsx";
import type { Column } from "../ui/columns.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FilterField } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useList } from "../use-list.ts";
import { AuditDetail } from "./AuditDetail.tsx";
import type { AuditWords } from "./AuditPage.tsx";
import { AUDIT, type AuditEvent } from "./audit-api.ts";
import { passesWords, periodOf, toAuditQuery, wrongDays } from "./audit-filter.ts";
import { CheckpointList } from "./CheckpointList.tsx";
import { organizationPath } from "./people-api.ts";
import { useVerification } from "./use-verification.tsx";

type AuditBoardProps = { words: AuditWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

/** The log with its filter in the address, its proof and its export. */
export function AuditBoard({ words, address, fields }: AuditBoardProps) {
  const { audit, shell, ui, language } = words;
  const { filter, openId, isRead } = address;
  const me = useProfile();
  const mayNames = me !== undefined && isPermitted(me.permissions, "manage:users");
  const people = useList<Profile>(mayNames ? `${organizationPath(me.organization_id)}/users?limit=100` : undefined);
  const list = useList<AuditEvent>(isRead ? `${AUDIT}/events${toAuditQuery(filter)}` : undefined);
  const names = useMemo(() => new Map(people.rows.map(({ id, full_name }) => [id, full_name])), [people.rows]);
  const rows = useMemo(
    () => list.rows.filter((event) => passesWords(filter, event, names.get(event.actor.id))),
    [list.rows, filter, names],
  );
  const columns = useMemo(() => auditColumns(words, names), [words, names]);
  const [isExporting, setExporting] = useState(false);
  const [isShowingCheckpoints, showCheckpoints] = useState(false);
  const { verify, isVerifying, badge } = useVerification(words);
  const open = list.rows.find(({ id }) => id === openId);
  const wrong = wrongDays(filter);

  const exportLog = async () => {
    if (isExporting || wrong.length > 0) return;
    setExporting(true);
    const outcome = await saveFile(language, `${AUDIT}/export${queryOf(periodOf(filter))}`, "audit.jsonl");
    setExporting(false);
    if (!outcome.ok) showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  return (
    <>
      <ListBoard
        id="audit"
        title={audit.title}
        shell={shell}
        note={badge}
        action={
          <Button look="primary" isBusy={isVerifying} onClick={() => void verify()}>
            <ShieldCheck size={15} aria-hidden="true" />
            <span class="max-sm:sr-only">{audit.verify.open}</span>
          </Button>
        }
        label={audit.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={audit.search}
        help={audit.searchHelp}
        address={address}
        choices={
          wrong.length > 0 && (
            <p role="alert" class="text-13 text-bad">
              {fill(audit.wrongDay, { day: wrong.join(", ") })}
            </p>
          )
        }
        aside={
          <>
            <Button
              onClick={() => showCheckpoints(true)}
              aria-label={audit.checkpoints.title}
              title={audit.checkpoints.title}
            >
              <Stamp size={15} aria-hidden="true" />
            </Button>
            <Button
              isBusy={isExporting}
              onClick={() => void exportLog()}
              aria-label={audit.export}
              title={audit.exportHelp}
            >
              <Download size={15} aria-hidden="true" />
              <span class="max-sm:sr-only">{audit.export}</span>
            </Button>
          </>
        }
        keys={[
          { key: "v", label: audit.verify.open, run: () => void verify(), isAction: true },
          { key: "x", label: audit.export, run: () => void exportLog(), isAction: true },
        ]}
        empty={<EmptyState title={audit.empty.title}>{audit.empty.body}</EmptyState>}
        detail={
          open && {
            label: open.title,
            head: <h2 class="truncate text-16">{open.title}</h2>,
            body: <AuditDetail words={words} event={open} actorName={names.get(open.actor.id)} />,
          }
        }
      />
      <Dialog
        title={audit.checkpoints.title}
        isOpen={isShowingCheckpoints}
        onClose={() => showCheckpoints(false)}
        class="w-[min(720px,calc(100vw-32px))]!"
      >
        <CheckpointList words={words} />
      </Dialog>
    </>
  );
}

function auditColumns({ audit, ui, language }: AuditWords, names: ReadonlyMap<string, string>): Column<AuditEvent>[] {
  const { columns, actors } = audit;
  const nameOf = ({ actor }: AuditEvent) => names.get(actor.id) ?? (actor.type === "system" ? actors.system : actor.id);
  return [
    {
      id: "at",
      title: columns.at,
      width: 120,
      phone: "value",
      text: ({ occurred_at }) => formatMoment(occurred_at, language, ui.chart.zone),
      cell: ({ occurred_at }) => <Age at={occurred_at} />,
    },
    {
      id: "title",
      title: columns.action,
      width: 200,
      grows: 3,
      phone: "title",
      text: ({ title }) => title,
      cell: ({ title }) => <span class="font-strong">{title}</span>,
    },
    { id: "actor", title: columns.actor, width: 150, grows: 1, phone: "note", text: nameOf, cell: nameOf },
    { id: "kind", title: columns.kind, width: 110, rank: 4, cell: ({ actor }) => actors[actor.type] },
    {
      id: "target",
      title: columns.target,
      width: 150,
      grows: 1,
      rank: 3,
      isCopied: true,
      text: ({ target }) => target.id,
      cell: ({ target }) => <code>{target.id}</code>,
    },
    {
      id: "sequence",
      title: columns.sequence,
      width: 72,
      align: "end",
      rank: 5,
      cell: ({ sequence }) => sequence ?? "…",
    },
  ];
}
