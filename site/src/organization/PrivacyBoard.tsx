import { CalendarClock } from "lucide-preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PrivacyRequest } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import type { Column } from "../ui/columns.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import type { PrivacyWords } from "./PrivacyPage.tsx";
import { RequestDetail } from "./RequestDetail.tsx";
import { RequestForm } from "./RequestForm.tsx";
import { RetentionForm } from "./RetentionForm.tsx";

type PrivacyBoardProps = { words: PrivacyWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

export const REQUESTS = "/api/privacy/requests";
const REFRESH_MS = 3000;
export const stateTones = { received: "warn", running: "warn", done: "ok", refused: "bad" } as const;

/** Every request with what became of it; followed while it is under way. */
export function PrivacyBoard({ words, address, fields }: PrivacyBoardProps) {
  const { privacy, shell } = words;
  const { filter, openId, isRead } = address;
  const list = useList<PrivacyRequest>(isRead ? `${REQUESTS}?limit=100` : undefined);
  const [task, setTask] = useState<"ask" | "retention">();
  const rows = useMemo(() => list.rows.filter((request) => passes(filter, request)), [list.rows, filter]);
  const columns = useMemo(() => requestColumns(words), [words]);
  const open = list.rows.find(({ id }) => id === openId);
  const finish = () => setTask(undefined);
  const isFollowed = list.rows.some(({ state }) => state === "received" || state === "running");
  useEffect(() => {
    if (!isFollowed) return;
    const timer = setInterval(() => document.visibilityState === "visible" && list.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [isFollowed, list.reload]);
  const begin = () => setTask("ask");
  return (
    <>
      <ListBoard
        id="privacy"
        title={privacy.title}
        shell={shell}
        action={<AddButton label={privacy.form.open} onClick={begin} />}
        label={privacy.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={privacy.search}
        address={address}
        aside={
          <Button
            onClick={() => setTask("retention")}
            aria-label={privacy.retention.title}
            title={privacy.retention.title}
          >
            <CalendarClock size={15} aria-hidden="true" />
            <span class="max-sm:sr-only">{privacy.retention.title}</span>
          </Button>
        }
        keys={[{ key: "n", label: privacy.form.open, run: begin, isAction: true }]}
        empty={
          <EmptyState title={privacy.empty.title}>
            <p>{privacy.empty.body}</p>
            <Button onClick={begin}>{privacy.form.open}</Button>
          </EmptyState>
        }
        detail={
          open && {
            label: privacy.kinds[open.kind],
            head: <h2 class="truncate text-16">{privacy.kinds[open.kind]}</h2>,
            body: <RequestDetail words={words} request={open} />,
          }
        }
      />
      <Dialog title={privacy.form.open} isOpen={task === "ask"} onClose={finish}>
        <RequestForm
          words={words}
          onDone={(request) => {
            finish();
            list.change((before) => [request, ...before.filter(({ id }) => id !== request.id)]);
            showToast(privacy.form.done);
          }}
          onCancel={finish}
        />
      </Dialog>
      <Dialog
        title={privacy.retention.title}
        isOpen={task === "retention"}
        onClose={finish}
        class="w-[min(640px,calc(100vw-32px))]!"
      >
        <RetentionForm
          words={words}
          onDone={() => {
            finish();
            showToast(privacy.retention.done);
          }}
          onCancel={finish}
        />
      </Dialog>
    </>
  );
}

function requestColumns({ privacy }: PrivacyWords): Column<PrivacyRequest>[] {
  const { columns, kinds, states, subjects, gone } = privacy;
  return [
    { id: "kind", title: columns.kind, width: 130, phone: "title", cell: ({ kind }) => kinds[kind] },
    { id: "who", title: columns.who, width: 140, rank: 3, cell: ({ subject }) => subjects[subject.type] },
    {
      id: "id",
      title: columns.id,
      width: 170,
      grows: 1,
      phone: "note",
      text: ({ subject }) => subject.id ?? gone,
      cell: ({ subject }) => (subject.id ? <code>{subject.id}</code> : <span class="text-ink-3">{gone}</span>),
    },
    {
      id: "state",
      title: columns.state,
      width: 120,
      phone: "value",
      cell: ({ state }) => <Badge tone={stateTones[state]}>{states[state]}</Badge>,
    },
    { id: "asked", title: columns.asked, width: 120, rank: 2, cell: ({ created_at }) => <Age at={created_at} /> },
  ];
}

function passes({ fields, words }: Filter, { kind, state, subject, reason }: PrivacyRequest): boolean {
  if ((fields.kind && kind !== fields.kind) || (fields.state && state !== fields.state)) return false;
  const text = fold(`${subject.id ?? ""} ${reason ?? ""}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
