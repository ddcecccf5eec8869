import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { type Column, withoutOrder } from "../ui/columns.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { type FilterField, isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { useUi } from "../ui/words.tsx";
import type { List } from "../use-list.ts";
import { type KeyBinding, useKeys } from "./keys.ts";
import { usePageRequest } from "./page-request.ts";
import { TopLine } from "./TopLine.tsx";
import type { useAddress } from "./use-address.ts";
import { useSteps } from "./use-steps.ts";

type ListBoardProps<Row> = {
  /** Under which columns and views are kept. */
  id: string;
  title: string;
  shell: { search: string; keys: { open: string } };
  /** The one primary action. */
  action?: ComponentChildren;
  /** What stands beside the title, quietly. */
  note?: ComponentChildren;
  label: string;
  list: List<Row>;
  /** Those of the list that the filter lets through. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly Column<Row>[];
  fields: readonly FilterField[];
  placeholder: string;
  /** What the filter can do, on hover. */
  help?: string;
  address: ReturnType<typeof useAddress>;
  /** Whether rows are left out; where a field chooses between lists, that alone leaves out none. */
  isNarrowed?: boolean;
  /** Choices beside the filter. */
  choices?: ComponentChildren;
  aside?: ComponentChildren;
  /** What stands where there is nothing at all: what will be here, and the next step. */
  empty: ComponentChildren;
  keys?: readonly KeyBinding[];
  /** The detail of the open row. */
  detail?: { label: string; head: ComponentChildren; body: ComponentChildren; foot?: ComponentChildren };
};

/** A page that is a list: filter in the address, rows by keys, detail in a drawer, and every state of it. */
export function ListBoard<Row>(props: ListBoardProps<Row>) {
  const { id, title, shell, action, label, list, rows, rowId, columns, fields, placeholder, address } = props;
  const { ui } = useUi();
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const { filter, openId, open, setFilter } = address;
  usePageRequest(list.path);
  const { step, leave } = useSteps(table, address);
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "/", label: ui.filter.search, run: () => search.current?.focus(), isAction: true },
    { key: "Escape", label: ui.close, run: leave, isOff: openId === undefined },
    ...(props.keys ?? []),
  ]);

  const isFailed = list.failure !== undefined && list.rows.length === 0;
  const isNarrowed = props.isNarrowed ?? !isEmptyFilter(filter);
  const isEmpty = !list.isLoading && !isFailed && rows.length === 0 && !list.hasMore;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={title} shell={shell} note={props.note}>
          {action}
        </TopLine>
        <FilterBar
          page={id}
          fields={fields}
          filter={filter}
          input={search}
          placeholder={placeholder}
          help={props.help}
          onChange={setFilter}
          aside={props.aside}
        >
          {props.choices}
        </FilterBar>
        <StaleLine failure={list.failure} at={list.at} isOverRows />
        {isFailed && list.failure ? (
          <ErrorState failure={list.failure} onRetry={list.reload} />
        ) : isEmpty && isNarrowed ? (
          <EmptyState title={ui.filter.nothing}>
            <Button onClick={() => setFilter(noFilter)}>{ui.filter.clear}</Button>
          </EmptyState>
        ) : isEmpty ? (
          props.empty
        ) : (
          <DataTable
            id={id}
            label={label}
            columns={list.hasMore ? withoutOrder(columns) : columns}
            rows={rows}
            rowId={rowId}
            isLoading={list.isLoading}
            openId={openId}
            onOpen={open}
            control={table}
            onEnd={list.loadMore}
          >
            {!list.isLoading && (
              <footer class="flex min-h-16 items-center gap-3 px-4 text-13 text-ink-3 md:px-6">
                {list.failure ? (
                  <>
                    <span role="alert">{ui.error.title}</span>
                    <Button onClick={list.reload}>{ui.error.retry}</Button>
                  </>
                ) : list.hasMore ? (
                  <Button onClick={list.loadMore}>{ui.more}</Button>
                ) : (
                  ui.table.end
                )}
              </footer>
            )}
          </DataTable>
        )}
      </div>
      {openId && props.detail && (
        <Drawer
          id={openId}
          label={props.detail.label}
          closeLabel={ui.close}
          head={props.detail.head}
          foot={props.detail.foot}
          onClose={leave}
        >
          {props.detail.body}
        </Drawer>
      )}
    </div>
  );
}
