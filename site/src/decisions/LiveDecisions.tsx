import { useCallback, useMemo, useRef } from "preact/hooks";
import type { DecisionName } from "../api-types.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useSteps } from "../app/use-steps.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { submitCommand } from "../samples.ts";
import { TransactionDrawer } from "../transaction/TransactionDrawer.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { copyText } from "../ui/copy-text.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { DecisionMark } from "../ui/Decision.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState, missingPermission } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { Segmented } from "../ui/Segmented.tsx";
import type { Words } from "./DecisionsPage.tsx";
import { decisionColumns } from "./decision-columns.tsx";
import { decisionNames, filterFields } from "./filter.ts";
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
  const { list, rows, waiting, status, staleSince, reveal, retry, loadMore } = useDecisions(language, filter, isHeld);
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
  const hasRows = rows.length > 0 || waiting.length > 0;
  const isForbidden = list.failure !== undefined && missingPermission(list.failure) !== undefined;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine
          title={text.title}
          shell={shell}
          status={status}
          note={
            staleSince !== undefined && (
              <p role="status" class="line-clamp-2 text-12 whitespace-normal text-warn">
                {fill(ui.error.stale, { time: formatDateTime(new Date(staleSince).toISOString(), language) })}
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
        {list.phase === "failed" && list.failure && (
          <ErrorState failure={list.failure} onRetry={retry} title={text.failed.title} body={text.failed.body} />
        )}
        {list.phase === "ready" &&
          !hasRows &&
          (isNarrowed ? (
            <NothingFound words={words} onClear={() => setFilter(noFilter)} />
          ) : (
            <NoPayments words={words} />
          ))}
        {(list.phase === "loading" || (list.phase === "ready" && hasRows)) && (
          <DataTable
            id="decisions"
            label={list.phase === "loading" ? text.loading : text.table}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            isLoading={list.phase === "loading"}
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
                {list.next !== null && list.more !== "failed" && text.loadingMore}
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

/** Nothing was ever decided: what will be here, and how to make it appear. */
function NoPayments({ words: { text } }: { words: Words }) {
  return (
    <EmptyState title={text.empty.title}>
      <p>{text.empty.body}</p>
      <CodeBlock code={submitCommand(location.origin)} />
      <p>{text.empty.demo}</p>
      <CodeBlock code="npm run demo:traffic" />
    </EmptyState>
  );
}

/** Decisions exist, but none passes the filter. */
function NothingFound({ words: { text }, onClear }: { words: Words; onClear: () => void }) {
  return (
    <EmptyState title={text.nothing.title}>
      <p>{text.nothing.body}</p>
      <Button onClick={onClear}>{text.nothing.clear}</Button>
    </EmptyState>
  );
}
