import { useCallback, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import type { Words } from "./DecisionsPage.tsx";
import { DecisionTable, type TableControl } from "./DecisionTable.tsx";
import { EvidenceDrawer } from "./EvidenceDrawer.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { EmptyList, FailedList, ListSkeleton, NothingFound } from "./ListStates.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { TopLine } from "./TopLine.tsx";
import type { useAddress } from "./use-address.ts";
import { useDecisions } from "./use-decisions.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** The board at work: list, filter, keyboard and the open transaction. */
export function LiveDecisions({ words, address }: { words: Words; address: ReturnType<typeof useAddress> }) {
  const { filter, transaction, open, close, setFilter } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const [areKeysShown, showKeys] = useState(false);
  const isOpen = useRef(false);
  isOpen.current = transaction !== undefined;
  const isHeld = useCallback(() => isOpen.current || Boolean(table.current?.isHeld()), []);
  const { list, rows, waiting, status, reveal, retry, loadMore } = useDecisions(words.language, filter, isHeld);

  const showFresh = useCallback(() => {
    table.current?.toTop();
    reveal();
  }, [reveal]);
  const leave = useCallback(() => {
    close();
    table.current?.focus(transaction);
  }, [close, transaction]);

  useShortcuts({
    step: (by) => {
      const id = table.current?.step(by);
      if (id && transaction) open(id);
      else table.current?.focus();
    },
    close: transaction ? leave : undefined,
    search: () => search.current?.focus(),
    fresh: showFresh,
    keys: () => showKeys(true),
  });

  const isNarrowed = filter.decision !== undefined || filter.text !== "";
  return (
    <div class="board">
      <div class="board-list">
        <TopLine words={words} status={status} onKeys={() => showKeys(true)} />
        {list.failure?.kind === "forbidden" ? null : (
          <FilterBar words={words} filter={filter} input={search} onChange={setFilter} />
        )}
        {list.phase === "loading" && <ListSkeleton label={words.text.loading} />}
        {list.phase === "failed" && <FailedList words={words} failure={list.failure} onRetry={retry} />}
        {list.phase === "ready" && (
          <>
            {rows.length === 0 && waiting.length === 0 && !isNarrowed && <EmptyList words={words} />}
            {rows.length === 0 && waiting.length === 0 && isNarrowed && (
              <NothingFound words={words} onClear={() => setFilter({ text: "" })} />
            )}
            {(rows.length > 0 || waiting.length > 0) && (
              <DecisionTable
                words={words}
                rows={rows}
                fresh={waiting.length}
                openId={transaction}
                control={table}
                onOpen={open}
                onReveal={showFresh}
              >
                <footer class="flex h-16 items-center px-4 text-13 text-ink-3 md:px-6">
                  {list.next ? (
                    <Button disabled={list.isLoadingMore} onClick={() => loadMore(list.next)}>
                      {list.isLoadingMore ? words.text.loadingMore : words.text.more}
                    </Button>
                  ) : (
                    words.text.end
                  )}
                </footer>
              </DecisionTable>
            )}
          </>
        )}
      </div>
      {transaction && <EvidenceDrawer words={words} id={transaction} onClose={leave} />}
      <Shortcuts words={words} isShown={areKeysShown} onClose={() => showKeys(false)} />
    </div>
  );
}
