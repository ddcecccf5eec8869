import { useMemo, useRef, useState } from "preact/hooks";
import type { PaymentList } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { NothingFound } from "../app/NothingFound.tsx";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useReadOn } from "../app/use-read-on.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Button } from "../ui/Button.tsx";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useRows } from "../use-rows.ts";
import { ListDrawer } from "./ListDrawer.tsx";
import { AddList } from "./ListForms.tsx";
import { listColumns, nameOf } from "./list-columns.tsx";
import { listFields, listsPath, passesWords } from "./list-filter.ts";
import type { ListWords } from "./words.ts";

/** The lists of what is blocked, watched or let through. */
export function ListsPage(words: ListWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: ListWords }) {
  const { lists, shell, ui } = words;
  const fields = useMemo(() => listFields(words), [words]);
  const { filter, openId, isRead, open, close, setFilter } = useAddress(fields, "list");
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const [isAdding, setAdding] = useState(false);
  const profile = useProfile();
  const mayWrite = profile !== undefined && isPermitted(profile.permissions, "write:rules");
  const found = useRows<PaymentList>(isRead ? listsPath(filter) : undefined);
  const rows = useMemo(
    () => found.rows.filter((list) => passesWords(filter, list, nameOf(list, words))),
    [found.rows, filter, words],
  );
  const columns = useMemo(() => listColumns(words), [words]);

  const leave = () => {
    close();
    table.current?.focus(openId);
  };
  const step = (by: 1 | -1) => {
    table.current?.step(by);
    table.current?.focus();
  };
  const isListed = openId === undefined;
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1), isOff: !isListed },
    { key: "k", label: ui.table.previous, run: () => step(-1), isOff: !isListed },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "n", label: lists.keys.add, run: () => setAdding(true), isAction: true, isOff: !mayWrite || !isListed },
    { key: "/", label: lists.keys.find, run: () => search.current?.focus(), isOff: !isListed },
    { key: "Escape", label: lists.keys.close, run: leave, isOff: isListed },
  ]);

  const isNothing = found.phase === "ready" && rows.length === 0;
  const isNarrowed = !isEmptyFilter(filter);
  const narrowed = useReadOn(rows.length, found);
  const addButton = <AddButton label={lists.add} onClick={() => setAdding(true)} />;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={lists.title} shell={shell}>
          {mayWrite && addButton}
        </TopLine>
        {found.phase !== "failed" && (
          <FilterBar
            page="lists"
            fields={fields}
            filter={filter}
            input={search}
            placeholder={lists.search}
            help={lists.searchHelp}
            onChange={setFilter}
          />
        )}
        <StaleLine failure={found.failure} at={found.at} isOverRows />
        {found.phase === "failed" && found.failure && (
          <ErrorState failure={found.failure} onRetry={found.reload} title={lists.failed} />
        )}
        {isNothing && isNarrowed && (
          <NothingFound text={lists.nothing} search={narrowed} onClear={() => setFilter(noFilter)} />
        )}
        {isNothing && !isNarrowed && (
          <EmptyState title={lists.empty.title}>
            <p>{lists.empty.body}</p>
            {mayWrite ? <Button onClick={() => setAdding(true)}>{lists.add}</Button> : <p>{lists.mayNot}</p>}
          </EmptyState>
        )}
        {found.phase !== "failed" && !isNothing && (
          <DataTable<PaymentList>
            id="lists"
            label={lists.table}
            columns={columns}
            rows={rows}
            rowId={({ list_id }) => list_id}
            isLoading={found.phase === "loading"}
            openId={openId}
            onOpen={open}
            control={table}
            onEnd={found.loadMore}
          >
            {found.phase === "ready" && <TableFoot list={found} end={lists.end} />}
          </DataTable>
        )}
      </div>
      {openId && (
        <ListDrawer
          key={openId}
          {...{ words, mayWrite }}
          id={openId}
          me={profile?.id}
          onChanged={found.reload}
          onClose={leave}
        />
      )}
      {isAdding && (
        <AddList
          words={words}
          onClose={() => setAdding(false)}
          onAdded={({ list_id }) => {
            found.reload();
            open(list_id);
          }}
        />
      )}
    </div>
  );
}
