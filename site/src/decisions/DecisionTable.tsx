import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fillCount } from "../i18n/fill.ts";
import type { Words } from "./DecisionsPage.tsx";
import type { DecisionRow } from "./decision-row.ts";
import { TableRow } from "./TableRow.tsx";
import { useWindow } from "./use-window.ts";

export type TableControl = {
  step: (by: 1 | -1) => string | undefined;
  focus: (id?: string) => void;
  isHeld: () => boolean;
  toTop: () => void;
};

type DecisionTableProps = {
  words: Words;
  rows: DecisionRow[];
  fresh: number;
  openId?: string;
  control: RefObject<TableControl>;
  onOpen: (id: string) => void;
  onReveal: () => void;
  children: ComponentChildren;
};

const TICK_MS = 5000;
const columns = ["time", "id", "merchant", "category", "amount", "decision", "score", "reason"] as const;

/** The decisions, newest first. Only rows near the sight are drawn; one row at a time can hold the keyboard. */
export function DecisionTable({ words, rows, fresh, openId, control, onOpen, onReveal, children }: DecisionTableProps) {
  const { language, text } = words;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const wantsFocus = useRef(false);
  const now = useNow();
  const { first, last, rowHeight } = useWindow(scroller, rows.length);
  const current = openId ?? activeId;
  const found = rows.findIndex(({ id }) => id === current);

  const show = (index: number) => {
    const element = scroller.current;
    if (!element || index < 0) return;
    const head = element.querySelector<HTMLElement>(".decision-head")?.offsetHeight ?? 0;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight + head > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight + head - element.clientHeight;
  };

  control.current = {
    step: (by) => {
      const index = Math.min(rows.length - 1, Math.max(0, found < 0 ? 0 : found + by));
      const row = rows[index];
      if (row) setActiveId(row.id);
      show(index);
      return row?.id;
    },
    focus: (id) => {
      if (id) setActiveId(id);
      wantsFocus.current = true;
      // Where the active row did not change there is no new drawing to wait for.
      queueMicrotask(focusWanted);
    },
    isHeld: () =>
      (scroller.current?.scrollTop ?? 0) > 4 || Boolean(scroller.current?.querySelector(".decision-row:focus")),
    toTop: () => {
      setActiveId(undefined);
      scroller.current?.querySelector<HTMLElement>(".decision-row:focus")?.blur();
      scroller.current?.scrollTo(0, 0);
    },
  };

  const focusWanted = () => {
    const row = wantsFocus.current && scroller.current?.querySelector<HTMLElement>(".decision-row[tabindex='0']");
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  };
  useLayoutEffect(focusWanted);

  const reachable = found < 0 ? (rows[0]?.id ?? "") : current;
  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      {fresh > 0 && (
        <button
          type="button"
          class="absolute top-[2px] left-1/2 z-10 h-7 -translate-x-1/2 rounded-[14px] bg-ink-1 px-4 text-13 font-strong text-surface-1 shadow-float max-sm:top-2 pointer-coarse:h-10 pointer-coarse:rounded-[20px]"
          onClick={onReveal}
        >
          {fillCount(text.fresh, fresh, language)}
        </button>
      )}
      <div ref={scroller} class="decision-scroller">
        <div role="grid" aria-label={text.table} aria-rowcount={rows.length + 1} aria-multiselectable={false}>
          <div role="rowgroup" class="decision-head">
            <div role="row" aria-rowindex={1} class="decision-columns">
              {columns.map((column) => (
                <span role="columnheader" key={column} class={`cell-${column}`}>
                  {text.columns[column === "id" ? "transaction" : column]}
                </span>
              ))}
            </div>
          </div>
          <div
            role="rowgroup"
            style={{ paddingTop: `${first * rowHeight}px`, paddingBottom: `${(rows.length - last) * rowHeight}px` }}
          >
            {rows.slice(first, last).map((row, offset) => (
              <TableRow
                key={row.id}
                row={row}
                words={words}
                now={now}
                index={first + offset + 2}
                isOpen={row.id === openId}
                isReachable={row.id === reachable}
                onOpen={onOpen}
                onFocus={setActiveId}
              />
            ))}
          </div>
        </div>
        {children}
      </div>
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
