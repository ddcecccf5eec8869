import { useRef, useState } from "preact/hooks";
import { decisionColumns } from "../decisions/decision-columns.tsx";
import type { DecisionRow } from "../decisions/decision-row.ts";
import { filterFields } from "../decisions/filter.ts";
import { Button } from "../ui/Button.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { type Filter, noFilter } from "../ui/filter-query.ts";
import { FactList, Section } from "../ui/Section.tsx";
import { Piece } from "./Piece.tsx";
import type { PiecesWords } from "./PiecesPage.tsx";

const names = ["APPROVED", "UNDER_REVIEW", "BLOCKED"] as const;
const began = Date.now();
const rows: DecisionRow[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `TXN-${20_000 - index}`,
  at: new Date(began - index * 7000).toISOString(),
  userId: `user_${index % 97}`,
  merchant:
    index % 5 === 0
      ? "Oʻzbekiston temir yoʻllari aksiyadorlik jamiyati Toshkent-Markaziy vokzali"
      : "Korzinka Chilonzor",
  category: "Groceries",
  amount: 184_000 + index * 1000,
  currency: "UZS",
  decision: names[index % 3]!,
  score: (index * 37) % 1000,
  reason: "",
}));

/** Lists with what narrows them, and what opens beside them. */
export function Lists(words: PiecesWords) {
  const { ui, decisions } = words;
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["TXN-19999"]));
  const [openId, open] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const columns = decisionColumns({ ...words, text: decisions }).map((column) =>
    column.id === "amount" ? { ...column, compare: (a: DecisionRow, b: DecisionRow) => a.amount - b.amount } : column,
  );
  return (
    <>
      <Piece name="FilterBar, SavedViews" isWide>
        <FilterBar
          page="pieces"
          fields={filterFields(decisions)}
          filter={filter}
          input={input}
          placeholder={decisions.search}
          help={decisions.searchHelp}
          onChange={setFilter}
        />
      </Piece>
      <Piece name="DataTable" isWide>
        <div class="flex h-[420px] border border-line">
          <DataTable
            id="pieces"
            label={decisions.table}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            openId={openId}
            onOpen={open}
            fresh={12}
            onReveal={() => undefined}
            selection={{
              ids: selected,
              onChange: setSelected,
              actions: () => <Button>{decisions.words.APPROVED}</Button>,
            }}
          />
        </div>
      </Piece>
      <Piece name="DataTable: isLoading" isWide>
        <div class="flex h-[240px] border border-line">
          <DataTable
            id="pieces-loading"
            label={decisions.table}
            columns={columns}
            rows={[]}
            rowId={({ id }) => id}
            isLoading
          />
        </div>
      </Piece>
      {openId && (
        <div class="fixed inset-y-0 right-0 z-30 flex max-w-full shadow-float">
          <Drawer
            id={openId}
            label={decisions.evidence.label}
            closeLabel={ui.close}
            head={<h2 class="font-mono text-13">{openId}</h2>}
            onClose={() => open(undefined)}
          >
            <Section title={decisions.evidence.payment}>
              <FactList facts={[[decisions.columns.transaction, openId]]} />
            </Section>
          </Drawer>
        </div>
      )}
    </>
  );
}
