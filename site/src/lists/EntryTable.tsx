import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ListEntry, PaymentList } from "../api-types.ts";
import { useKeys } from "../app/keys.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { optionsOf } from "../ui/options.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { showToast } from "../ui/toast.ts";
import { useRows } from "../use-rows.ts";
import { AddEntry, EditEntry, TakeMany } from "./EntryForms.tsx";
import { entryColumns } from "./entry-columns.tsx";
import { type EntryView, entriesPath, removeEntry, returnEntry } from "./list-api.ts";
import type { ListWords } from "./words.ts";

type Asking = { add: true } | { edit: ListEntry } | { take: readonly ListEntry[] } | undefined;

type EntryTableProps = {
  words: ListWords;
  list: PaymentList;
  me: string | undefined;
  mayChange: boolean;
  /** Counts up with each change that was made elsewhere, such as an import. */
  changes: number;
  onChanged: () => void;
};

const TYPING_MS = 250;

/** What is on a list, or was: looked for, added, changed and taken off. */
export function EntryTable({ words, list, me, mayChange, changes, onChanged }: EntryTableProps) {
  const { lists, ui, forms, language } = words;
  const { entries } = lists;
  const [view, setView] = useState<EntryView>("active");
  const [typed, setTyped] = useState("");
  const [sought, setSought] = useState("");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, ask] = useState<Asking>();
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = useRows<ListEntry>(entriesPath(list.list_id, view, sought));
  const columns = useMemo(() => entryColumns(words, view, me), [words, view, me]);
  useEffect(() => {
    const timer = setTimeout(() => setSought(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (changes > 0) found.reload();
  }, [changes]);

  const isOpen = mayChange && view === "active";
  const changed = () => {
    found.reload();
    onChanged();
  };
  /** Takes a value off at once; what the server refuses comes back. */
  const take = async (entry: ListEntry) => {
    found.change((rows) => rows.filter(({ entry_id }) => entry_id !== entry.entry_id));
    const outcome = await removeEntry(language, entry);
    if (!outcome.ok && outcome.failure.kind !== "not_found")
      showToast(explainFailure(outcome.failure, forms, lists.failedAction), { tone: "bad" });
    else {
      const putBack = async () => {
        const returned = await returnEntry(language, entry);
        if (returned.ok) showToast(fill(entries.returned, { value: entry.value ?? "" }));
        else showToast(explainFailure(returned.failure, forms, lists.failedAction), { tone: "bad" });
        changed();
      };
      showToast(fill(entries.taken, { value: entry.value ?? entries.erased }), {
        durationMs: 10_000,
        ...(entry.value !== null && { undo: () => void putBack() }),
      });
    }
    changed();
  };
  const rowsOf = (ids: Iterable<string>) => {
    const wanted = new Set(ids);
    return found.rows.filter(({ entry_id }) => wanted.has(entry_id));
  };
  const takeSelected = () => {
    const rows = rowsOf(selected.size > 0 ? selected : [table.current?.current() ?? ""]);
    if (rows.length === 1 && rows[0]) return void take(rows[0]);
    if (rows.length > 1) ask({ take: rows });
  };
  const step = (by: 1 | -1) => {
    table.current?.step(by);
    table.current?.focus();
  };
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "n", label: lists.keys.entry, run: () => ask({ add: true }), isAction: true, isOff: !mayChange },
    { key: "/", label: lists.keys.find, run: () => search.current?.focus() },
    {
      key: "x",
      label: ui.table.toggle,
      run: () => {
        const id = table.current?.current();
        if (id) table.current?.toggle(id);
      },
      isOff: !isOpen,
    },
    { key: "Delete", label: lists.keys.take, run: takeSelected, isOff: !isOpen },
  ]);

  const close = () => ask(undefined);
  const done = () => {
    setSelected(new Set());
    changed();
  };
  const isEmpty = found.phase === "ready" && found.rows.length === 0;
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <div class="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 md:px-6">
        <Segmented
          label={entries.view}
          options={optionsOf(entries.tabs)}
          value={view}
          onChange={(next) => {
            setSelected(new Set());
            setView(next);
          }}
        />
        <input
          ref={search}
          type="search"
          class="h-8 min-w-0 flex-1 rounded border border-edge bg-surface-2 px-2.5 text-13 pointer-coarse:h-10"
          aria-label={entries.find}
          placeholder={entries.find}
          maxLength={253}
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </div>
      {found.phase === "failed" && found.failure && (
        <ErrorState failure={found.failure} onRetry={found.reload} title={entries.failed} />
      )}
      {isEmpty && (
        <NoEntries words={words} view={view} isSought={sought !== ""}>
          {mayChange && sought === "" && view === "active" && (
            <Button onClick={() => ask({ add: true })}>{entries.add}</Button>
          )}
        </NoEntries>
      )}
      {found.phase !== "failed" && !isEmpty && (
        <DataTable<ListEntry>
          id={`entries-${view}`}
          label={entries.table}
          columns={columns}
          rows={found.rows}
          rowId={({ entry_id }) => entry_id}
          isLoading={found.phase === "loading"}
          onOpen={isOpen ? (id) => rowsOf([id]).map((entry) => ask({ edit: entry })) : undefined}
          control={table}
          onEnd={found.loadMore}
          selection={
            isOpen
              ? {
                  ids: selected,
                  onChange: setSelected,
                  actions: () => (
                    <Button look="danger" onClick={takeSelected}>
                      {entries.take}
                    </Button>
                  ),
                }
              : undefined
          }
        >
          {found.phase === "ready" && <TableFoot list={found} end={entries.last} />}
        </DataTable>
      )}
      {asking && "add" in asking && <AddEntry words={words} list={list} onClose={close} onAdded={changed} />}
      {asking && "edit" in asking && (
        <EditEntry words={words} entry={asking.edit} onClose={close} onChanged={changed} onTake={take} />
      )}
      {asking && "take" in asking && <TakeMany words={words} taken={asking.take} onClose={close} onDone={done} />}
    </div>
  );
}

type NoEntriesProps = { words: ListWords; view: EntryView; isSought: boolean; children: preact.ComponentChildren };

function NoEntries({ words: { lists }, view, isSought, children }: NoEntriesProps) {
  const { entries } = lists;
  const text = isSought ? entries.notFound : view === "active" ? entries.empty : entries.noHistory;
  return (
    <EmptyState title={text.title}>
      <p>{text.body}</p>
      {children}
    </EmptyState>
  );
}
