import type { ComponentChildren, RefObject } from "preact";
import type { Column } from "../ui/columns.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { type FilterField, isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import type { Rows } from "../use-rows.ts";
import { NothingFound } from "./NothingFound.tsx";
import type { useAddress } from "./use-address.ts";
import { useReadOn } from "./use-read-on.ts";

type FilteredRowsProps<Row> = {
  /** Under which columns and views are kept. */
  id: string;
  text: {
    search: string;
    searchHelp: string;
    failed: string;
    nothing: { title: string; clear: string };
    empty: { title: string; body: string };
    table: string;
    end: string;
  };
  fields: readonly FilterField[];
  address: ReturnType<typeof useAddress>;
  search: RefObject<HTMLInputElement>;
  control: RefObject<TableControl>;
  found: Rows<Row>;
  /** Those of them that the filter lets through. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** The next step where there is nothing at all. */
  children?: ComponentChildren;
};

/** Rows that are read page by page, under their filter, and what stands in their place while there are none. */
export function FilteredRows<Row>(props: FilteredRowsProps<Row>) {
  const { id, text, fields, address, search, control, found, rows, rowId, columns, children } = props;
  const { filter, openId, open, setFilter } = address;
  const isNarrowed = !isEmptyFilter(filter);
  const narrowed = useReadOn(rows.length, found);
  if (found.phase === "failed")
    return found.failure ? <ErrorState failure={found.failure} onRetry={found.reload} title={text.failed} /> : null;
  return (
    <>
      <FilterBar
        page={id}
        fields={fields}
        filter={filter}
        input={search}
        placeholder={text.search}
        help={text.searchHelp}
        onChange={setFilter}
      />
      <StaleLine failure={found.failure} at={found.at} isOverRows />
      {found.phase === "ready" && rows.length === 0 && isNarrowed ? (
        <NothingFound text={text.nothing} search={narrowed} onClear={() => setFilter(noFilter)} />
      ) : found.phase === "ready" && rows.length === 0 ? (
        <EmptyState title={text.empty.title}>
          <p>{text.empty.body}</p>
          {children}
        </EmptyState>
      ) : (
        <DataTable
          id={id}
          label={text.table}
          columns={columns}
          rows={rows}
          rowId={rowId}
          isLoading={found.phase === "loading"}
          openId={openId}
          onOpen={open}
          control={control}
          onEnd={found.loadMore}
        >
          {found.phase === "ready" && <TableFoot list={found} end={text.end} />}
        </DataTable>
      )}
    </>
  );
}
