import { CopyButton } from "./CopyButton.tsx";
import type { Column } from "./columns.ts";
import { useUi } from "./words.tsx";

type TableRowProps<Row> = {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  /** Its place in the whole list, from 1, the head being the first. */
  index: number;
  isOpen: boolean;
  isReachable: boolean;
  /** Given of a table whose rows can be selected. */
  isSelected?: boolean;
  onOpen?: (id: string) => void;
  onFocus: (id: string) => void;
  onSelect: (id: string, isRange: boolean) => void;
};

/** One row in one line; on a phone in two. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, columns, index, isOpen, isReachable, isSelected, onOpen, onFocus, onSelect } = props;
  const { ui } = useUi();
  return (
    <div
      role="row"
      aria-rowindex={index}
      aria-selected={isSelected ?? isOpen}
      tabIndex={isReachable ? 0 : -1}
      class={`table-row ${isOpen ? "is-open" : ""} ${onOpen ? "cursor-pointer" : ""}`}
      data-id={id}
      onClick={(event) => !(event.target as Element).closest("a, button, input, label") && onOpen?.(id)}
      onFocus={() => onFocus(id)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ") || !onOpen) return;
        event.preventDefault();
        onOpen(id);
      }}
    >
      {isSelected !== undefined && (
        <span role="gridcell" data-phone="select">
          <input
            type="checkbox"
            tabIndex={-1}
            class="size-4 accent-accent"
            aria-label={ui.table.select.replace("{row}", id)}
            checked={isSelected}
            onClick={(event) => onSelect(id, event.shiftKey)}
          />
        </span>
      )}
      {columns.map((column) => {
        const text = column.text?.(row);
        return (
          <span
            role="gridcell"
            key={column.id}
            data-column={column.id}
            data-phone={column.phone}
            class={column.align === "end" ? "cell-end" : undefined}
            title={text}
          >
            {column.cell(row)}
            {column.isCopied && text && (
              <span class="cell-copy">
                <CopyButton text={text} label={ui.copy} done={ui.copied} isReachable={false} />
              </span>
            )}
          </span>
        );
      })}
    </div>
  );
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"];

/** Rows that are on their way, in the geometry they will have. */
export function SkeletonRows<Row>({
  columns,
  isSelectable,
}: {
  columns: readonly Column<Row>[];
  isSelectable: boolean;
}) {
  return (
    <>
      {Array.from({ length: 16 }, (_, row) => (
        <div class="table-row" key={row} aria-hidden="true">
          {isSelectable && <span data-phone="select" />}
          {columns.map((column, place) => (
            <span key={column.id} data-phone={column.phone}>
              <span
                class={`skeleton block ${column.align === "end" ? "ml-auto" : ""} ${widths[(row + place) % widths.length]}`}
              />
            </span>
          ))}
        </div>
      ))}
    </>
  );
}
