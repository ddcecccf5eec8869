import { useMemo, useRef } from "preact/hooks";
import type { MerchantRisk } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { PeriodBar } from "../app/PeriodBar.tsx";
import { periodDefaults, toPeriodQuery } from "../app/period.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddressValues } from "../app/use-address-values.ts";
import { useProfile } from "../app/use-profile.ts";
import { pathToApp, queryOf } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { fold } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useRows } from "../use-rows.ts";
import { MerchantDrawer } from "./MerchantDrawer.tsx";
import { merchantColumns } from "./merchant-columns.tsx";
import { spanOf } from "./merchant-days.ts";
import type { MerchantWords } from "./words.ts";

/** The merchants of an organisation by their risk. */
export function MerchantsPage(words: MerchantWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: MerchantWords }) {
  const { merchants, shell, ui, language } = words;
  const { values, isRead, set } = useAddressValues({ ...periodDefaults, q: "", merchant: "" });
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const profile = useProfile();
  const asked = isRead ? toPeriodQuery(values) : undefined;
  const found = useRows<MerchantRisk>(
    asked && `/api/antifraud/analytics/merchant-risk${queryOf({ limit: "100", ...asked })}`,
  );
  const sought = fold(values.q.trim());
  const rows = useMemo(
    () => found.rows.filter(({ merchant }) => fold(merchant).includes(sought)),
    [found.rows, sought],
  );
  const span = useMemo(() => spanOf(found.rows), [found.rows]);
  const columns = useMemo(() => merchantColumns(words, span), [words, span]);

  const openName = values.merchant || undefined;
  const maySeePayments = profile !== undefined && isPermitted(profile.permissions, "read:transactions");
  // The list of decisions takes days; of a period by name they are those that its merchants have.
  const payments =
    openName && maySeePayments
      ? pathToApp(language, "decisions", {
          merchant: openName,
          from: asked?.from ?? span.first,
          to: asked?.to ?? span.last,
        })
      : undefined;
  const open = (merchant: string) => set({ merchant });
  const leave = () => {
    set({ merchant: "" });
    table.current?.focus(openName);
  };
  const step = (by: 1 | -1) => {
    const name = table.current?.step(by);
    if (name && openName) open(name);
    else table.current?.focus();
  };
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "p", label: merchants.keys.payments, run: () => payments && location.assign(payments), isOff: !payments },
    { key: "/", label: merchants.keys.find, run: () => search.current?.focus() },
    { key: "Escape", label: merchants.keys.close, run: leave, isOff: !openName },
  ]);

  const isNothing = found.phase === "ready" && rows.length === 0;
  const hasMore = found.more === "idle" || found.more === "failed";
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={merchants.title} shell={shell} />
        <PeriodBar words={words.period} values={values} onChange={set}>
          <input
            ref={search}
            type="search"
            class="ml-auto h-8 w-56 rounded border border-edge bg-surface-2 px-2.5 text-13 max-sm:w-full pointer-coarse:h-10"
            aria-label={merchants.search}
            placeholder={merchants.search}
            autocomplete="off"
            spellcheck={false}
            value={values.q}
            onInput={(event) => set({ q: event.currentTarget.value })}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          />
        </PeriodBar>
        <StaleLine failure={found.failure} at={found.at} isOverRows />
        {found.phase === "failed" && found.failure && (
          <ErrorState failure={found.failure} onRetry={found.reload} title={merchants.failed} />
        )}
        {isNothing && (
          <EmptyState title={sought ? merchants.nothing.title : merchants.empty.title}>
            {sought ? (
              <div class="flex flex-wrap gap-2">
                <Button onClick={() => set({ q: "" })}>{merchants.nothing.clear}</Button>
                {hasMore && <Button onClick={found.loadMore}>{merchants.more}</Button>}
              </div>
            ) : (
              <p>{merchants.empty.body}</p>
            )}
          </EmptyState>
        )}
        {found.phase !== "failed" && !isNothing && (
          <DataTable<MerchantRisk>
            id="merchants"
            label={merchants.table}
            columns={columns}
            rows={rows}
            rowId={({ merchant }) => merchant}
            isLoading={found.phase === "loading"}
            openId={openName}
            onOpen={open}
            control={table}
            onEnd={found.loadMore}
          >
            {found.phase === "ready" && <TableFoot list={found} end={merchants.end} />}
          </DataTable>
        )}
      </div>
      {openName && (
        <MerchantDrawer
          {...{ words, span, payments }}
          name={openName}
          merchant={found.rows.find(({ merchant }) => merchant === openName)}
          isLoading={found.phase === "loading" || found.more === "loading"}
          onMore={hasMore ? found.loadMore : undefined}
          onClose={leave}
        />
      )}
    </div>
  );
}
