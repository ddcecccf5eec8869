import { Columns3 } from "lucide-preact";
import type { ComponentChildren, RefObject } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { fillCount } from "../i18n/fill.ts";
import { Button } from "./Button.tsx";
import { type Column, useColumns } from "./columns.ts";
import { Menu } from "./Menu.tsx";
import { type Sort, TableHead } from "./TableHead.tsx";
import { SkeletonRows, TableRow } from "./TableRow.tsx";
import { type TableControl, useRowCursor } from "./use-row-cursor.ts";
import { useWindow } from "./use-window.ts";
import { useUi } from "./words.tsx";

export type { TableControl } from "./use-row-cursor.ts";

export type Selection = {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
  /** What can be done with those that are selected. */
  actions: (ids: string[]) => ComponentChildren;
};

type DataTableProps<Row> = {
  /** Under which widths and columns are kept. */
  id: string;
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Shows rows in their final geometry until there are some. */
  isLoading?: boolean;
  openId?: string;
  onOpen?: (id: string) => void;
  selection?: Selection;
  control?: RefObject<TableControl>;
  /** How many new rows wait to be asked for, so that none moves under the hand. */
  fresh?: number;
  onReveal?: () => void;
  /** Called when the end of the list comes into sight. */
  onEnd?: () => void;
  /** What stands under the last row. */
  children?: ComponentChildren;
};

/**
 * A list of any length: only the rows near the sight are drawn, one row at a time holds the keyboard. Columns are sorted,
 * widened and chosen by their head, and what there is no room for is left out.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    id,
    label,
    columns,
    rows,
    rowId,
    isLoading = false,
    openId,
    onOpen,
    selection,
    fresh = 0,
    onReveal,
    onEnd,
    children,
  } = props;
  const { ui, language } = useUi();
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<Sort>();
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const { first, last, rowHeight, width } = useWindow(scroller, sorted.length);
  const { visible, template, isShown, toggle, resize, reset, isChanged } = useColumns(
    id,
    columns,
    width,
    Boolean(selection),
  );
  const cursor = useRowCursor({ scroller, rows: sorted, rowId, rowHeight, openId, control: props.control });
  const lastSelected = useRef<string>();

  const ended = useRef(0);
  if (onEnd && width > 0 && last >= sorted.length && sorted.length > 0 && ended.current !== sorted.length) {
    ended.current = sorted.length;
    queueMicrotask(onEnd);
  }

  const select = (rowKey: string, isRange: boolean) => {
    if (!selection) return;
    const next = new Set(selection.ids);
    const isOn = !next.has(rowKey);
    for (const key of isRange ? between(sorted.map(rowId), lastSelected.current, rowKey) : [rowKey])
      if (isOn) next.add(key);
      else next.delete(key);
    lastSelected.current = rowKey;
    selection.onChange(next);
  };
  if (props.control) cursor.toggle = (key) => select(key, false);

  const choices = columns.map(({ id: key, title }) => ({
    id: key,
    label: title,
    isChecked: isShown(key),
    onSelect: () => toggle(key),
  }));
  const chosen = selection ? sorted.map(rowId).filter((key) => selection.ids.has(key)) : [];
  return (
    <div class="relative flex min-h-0 min-w-0 flex-1 flex-col">
      {fresh > 0 && (
        <button type="button" class="table-fresh" onClick={onReveal}>
          {fillCount(ui.table.fresh, fresh, language)}
        </button>
      )}
      <div class="table-chooser">
        <Menu
          label={ui.table.columns}
          align="end"
          class="inline-grid size-7 place-items-center rounded text-ink-3 hover:bg-surface-3 hover:text-ink-1"
          trigger={<Columns3 size={15} aria-hidden="true" />}
          items={[...choices, ...(isChanged ? [{ id: "reset", label: ui.table.reset, onSelect: reset }] : [])]}
        />
      </div>
      <div
        ref={scroller}
        class={`table-scroller ${isLoading ? "overflow-hidden" : ""}`}
        role={isLoading ? "status" : undefined}
        aria-label={isLoading ? ui.loading : undefined}
      >
        <div
          role={isLoading ? undefined : "grid"}
          aria-label={isLoading ? undefined : label}
          aria-rowcount={isLoading ? undefined : sorted.length + 1}
          aria-multiselectable={isLoading ? undefined : Boolean(selection)}
          style={width > 0 ? { "--columns": template } : undefined}
          class={selection ? "is-selectable" : undefined}
        >
          {isLoading ? (
            <div class="table-head" aria-hidden="true" />
          ) : (
            <TableHead
              columns={visible}
              sort={sort}
              onSort={setSort}
              onResize={resize}
              selectAll={
                selection && {
                  isAll: sorted.length > 0 && chosen.length === sorted.length,
                  isSome: chosen.length > 0,
                  onChange: (isAll) => selection.onChange(new Set(isAll ? sorted.map(rowId) : [])),
                }
              }
            />
          )}
          {isLoading ? (
            <SkeletonRows columns={width > 0 ? visible : []} isSelectable={Boolean(selection)} />
          ) : (
            <div
              role="rowgroup"
              style={{ paddingTop: `${first * rowHeight}px`, paddingBottom: `${(sorted.length - last) * rowHeight}px` }}
            >
              {sorted.slice(first, last).map((row, offset) => {
                const key = rowId(row);
                return (
                  <TableRow
                    key={key}
                    id={key}
                    row={row}
                    columns={visible}
                    index={first + offset + 2}
                    isOpen={key === openId}
                    isReachable={key === cursor.reachable}
                    isSelected={selection?.ids.has(key)}
                    onOpen={onOpen}
                    onFocus={cursor.setActive}
                    onSelect={select}
                  />
                );
              })}
            </div>
          )}
        </div>
        {children}
      </div>
      {selection && chosen.length > 0 && (
        <div class="table-batch" role="toolbar" aria-label={fillCount(ui.table.selected, chosen.length, language)}>
          <p class="mr-auto font-strong">{fillCount(ui.table.selected, chosen.length, language)}</p>
          {selection.actions(chosen)}
          <Button look="bare" onClick={() => selection.onChange(new Set())}>
            {ui.table.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort?: Sort): readonly Row[] {
  const compare = columns.find(({ id }) => id === sort?.id)?.compare;
  if (!compare || !sort) return rows;
  return [...rows].sort((a, b) => (sort.isDescending ? compare(b, a) : compare(a, b)));
}

function between(keys: string[], from: string | undefined, to: string): string[] {
  const [start, end] = [keys.indexOf(from ?? to), keys.indexOf(to)];
  return start < 0 ? [to] : keys.slice(Math.min(start, end), Math.max(start, end) + 1);
}
