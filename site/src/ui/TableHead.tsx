import { ArrowDown, ArrowUp } from "lucide-preact";
import { useRef } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import type { Column } from "./columns.ts";
import { useUi } from "./words.tsx";

export type Sort = { id: string; isDescending: boolean };

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort?: Sort;
  onSort: (sort: Sort | undefined) => void;
  onResize: (id: string, width: number) => void;
  selectAll?: { isAll: boolean; isSome: boolean; onChange: (isAll: boolean) => void };
};

/** The names of the columns: press to sort, pull the edge to widen. */
export function TableHead<Row>({ columns, sort, onSort, onResize, selectAll }: TableHeadProps<Row>) {
  const { ui } = useUi();
  const turn = (id: string) => {
    if (sort?.id !== id) return onSort({ id, isDescending: true });
    onSort(sort.isDescending ? { id, isDescending: false } : undefined);
  };
  return (
    <div role="rowgroup" class="table-head">
      <div role="row" aria-rowindex={1} class="table-columns">
        {selectAll && (
          <span role="columnheader">
            <input
              type="checkbox"
              class="size-4 accent-accent"
              aria-label={ui.table.selectAll}
              checked={selectAll.isAll}
              ref={(box) => {
                if (box) box.indeterminate = selectAll.isSome && !selectAll.isAll;
              }}
              onChange={(event) => selectAll.onChange(event.currentTarget.checked)}
            />
          </span>
        )}
        {columns.map((column) => {
          const isSorted = sort?.id === column.id;
          return (
            <span
              role="columnheader"
              key={column.id}
              data-phone={column.phone}
              class={column.align === "end" ? "cell-end" : undefined}
              aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}
            >
              {column.compare ? (
                <button
                  type="button"
                  class="inline-flex max-w-full items-center gap-1 hover:text-ink-1"
                  title={fill(ui.table.sort, { column: column.title })}
                  onClick={() => turn(column.id)}
                >
                  <span class="truncate">{column.title}</span>
                  {isSorted &&
                    (sort.isDescending ? (
                      <ArrowDown size={12} aria-hidden="true" />
                    ) : (
                      <ArrowUp size={12} aria-hidden="true" />
                    ))}
                </button>
              ) : (
                column.title
              )}
              <ResizeHandle title={column.title} onResize={(width) => onResize(column.id, width)} />
            </span>
          );
        })}
      </div>
    </div>
  );
}

const STEP = 16;

/** The edge of a column: pulled, or moved by arrows. */
function ResizeHandle({ title, onResize }: { title: string; onResize: (width: number) => void }) {
  const { ui } = useUi();
  const handle = useRef<HTMLSpanElement>(null);
  const widthNow = () => handle.current?.parentElement?.offsetWidth ?? 0;
  const pull = (event: PointerEvent) => {
    event.preventDefault();
    const [from, width] = [event.clientX, widthNow()];
    const move = (moved: PointerEvent) => onResize(width + moved.clientX - from);
    handle.current?.setPointerCapture(event.pointerId);
    handle.current?.addEventListener("pointermove", move);
    handle.current?.addEventListener(
      "lostpointercapture",
      () => handle.current?.removeEventListener("pointermove", move),
      {
        once: true,
      },
    );
  };
  return (
    <span
      ref={handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={fill(ui.table.resize, { column: title })}
      aria-valuenow={widthNow()}
      tabIndex={0}
      class="table-resize"
      onPointerDown={pull}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onResize(widthNow() + by);
      }}
    />
  );
}
