import { useCallback, useMemo, useRef } from "preact/hooks";
import type { DecisionName } from "../api-types.ts";
import { DownloadMenu } from "../app/DownloadMenu.tsx";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useSteps } from "../app/use-steps.ts";
import { fill } from "../i18n/fill.ts";
import { TransactionDrawer } from "../transaction/TransactionDrawer.tsx";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { DecisionMark } from "../ui/Decision.tsx";
import { ErrorState, missingPermission } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { StaleLine } from "../ui/StaleLine.tsx";
import type { Words } from "./DecisionsPage.tsx";
import { decisionColumns } from "./decision-columns.tsx";
import { EmptyDecisions } from "./EmptyDecisions.tsx";
import { decisionNames, filterFields, toApiQuery, unreadParts } from "./filter.ts";
import { useDecisions } from "./use-decisions.ts";

/** The board at work: list, filter, keyboard and the open transaction. */
export function LiveDecisions({ words, address }: { words: Words; address: ReturnType<typeof useAddress> }) {
  const { text, ui, shell, language } = words;
  const { filter, openId, open, close, setFilter } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const isOpen = useRef(false);
  isOpen.current = openId !== undefined;
  const isHeld = useCallback(() => isOpen.current || Boolean(table.current?.isHeld()), []);
  const { list, rows, waiting, status, readAt, reveal, retry, loadMore } = useDecisions(language, filter, isHeld);
  const columns = useMemo(() => decisionColumns(words), [words]);
  const fields = useMemo(() => filterFields(text), [text]);

  const showFresh = useCallback(() => {
    table.current?.toTop();
    reveal();
  }, [reveal]);
  const { step, leave } = useSteps(table, { openId, open, close });
  useKeys([
    { key: "j", label: text.keys.next, run: () => step(1) },
    { key: "k", label: text.keys.previous, run: () => step(-1) },
    { key: "Enter", label: text.keys.open, run: () => undefined, isOff: true },
    { key: "c", label: ui.table.copyRow, run: () => copyText(table.current?.current(), ui.copied) },
    { key: "Escape", label: text.keys.close, run: leave, isOff: openId === undefined },
    { key: "/", label: text.keys.search, run: () => search.current?.focus(), isAction: true },
    { key: "n", label: text.keys.fresh, run: showFresh },
  ]);

  const isNarrowed = !isEmptyFilter(filter);
  const unread = unreadParts(filter).join(" ");
  const hasRows = rows.length > 0 || waiting.length > 0;
  const isSearching = list.phase === "ready" && !hasRows && list.more === "loading";
  const isForbidden = list.failure !== undefined && missingPermission(list.failure) !== undefined;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine
          title={text.title}
          shell={shell}
          status={status}
          note={
            unread && (
              <p role="status" class="line-clamp-2 text-12 whitespace-normal text-warn">
                {fill(text.unread, { parts: unread })}
              </p>
            )
          }
        />
        {!isForbidden && (
          <FilterBar
            page="decisions"
            fields={fields}
            filter={filter}
            input={search}
            placeholder={text.search}
            help={text.searchHelp}
            onChange={setFilter}
            aside={<DownloadMenu words={text.download} query={toApiQuery(filter)} name="decisions" />}
          >
            <Segmented
              label={text.filter}
              options={[
                { value: "", label: text.all },
                ...decisionNames.map((value) => ({
                  value: value as string,
                  label: <Choice decision={value} word={text.words[value]} />,
                })),
              ]}
              value={filter.fields.decision ?? ""}
              onChange={(decision) => {
                const { decision: _, ...others } = filter.fields;
                setFilter({ ...filter, fields: decision ? { ...others, decision } : others });
              }}
            />
          </FilterBar>
        )}
        <StaleLine failure={list.phase === "ready" ? list.failure : undefined} at={readAt} isOverRows />
        {list.phase === "failed" && list.failure && (
          <ErrorState failure={list.failure} onRetry={retry} title={text.failed.title} body={text.failed.body} />
        )}
        {list.phase === "ready" && !hasRows && !isSearching && (
          <EmptyDecisions
            words={words}
            more={list.more}
            isNarrowed={isNarrowed}
            onOlder={() => loadMore(list.next)}
            onClear={() => setFilter(noFilter)}
          />
        )}
        {(list.phase === "loading" || isSearching || (list.phase === "ready" && hasRows)) && (
          <DataTable
            id="decisions"
            label={isSearching ? text.searching : list.phase === "loading" ? text.loading : text.table}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            isLoading={list.phase === "loading" || isSearching}
            openId={openId}
            onOpen={open}
            control={table}
            fresh={waiting.length}
            onReveal={showFresh}
            onEnd={() => list.more === "idle" && loadMore(list.next)}
          >
            {list.phase === "ready" && (
              <footer class="flex h-16 items-center px-4 text-13 text-ink-3 md:px-6">
                {list.next === null && text.end}
                {list.next !== null && (list.more === "idle" || list.more === "loading") && text.loadingMore}
                {list.more === "paused" && <Button onClick={() => loadMore(list.next)}>{text.older.go}</Button>}
                {list.more === "failed" && <Button onClick={() => loadMore(list.next)}>{ui.error.retry}</Button>}
              </footer>
            )}
          </DataTable>
        )}
      </div>
      {openId && <TransactionDrawer words={words} id={openId} onClose={leave} />}
    </div>
  );
}

function Choice({ decision, word }: { decision: DecisionName; word: string }) {
  return (
    <>
      <DecisionMark decision={decision} size={9} class="max-sm:hidden" />
      {word}
    </>
  );
}
