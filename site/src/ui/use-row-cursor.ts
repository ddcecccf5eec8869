import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isUnderMouse } from "./is-under-mouse.ts";

/** How a page moves in its table by keys. */
export type TableControl = {
  /** Goes on to the next row or back; returns its id. */
  step: (by: 1 | -1) => string | undefined;
  /** Gives the keyboard to a row, the current one where none is named. */
  focus: (id?: string) => void;
  /** The row that keys are about. */
  current: () => string | undefined;
  toggle: (id: string) => void;
  /** Whether rows must not move: somebody scrolled, holds one, or has the mouse on one. */
  isHeld: () => boolean;
  toTop: () => void;
};

type Cursor<Row> = {
  scroller: RefObject<HTMLElement>;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHeight: number;
  openId?: string;
  control?: RefObject<TableControl>;
};

/** One row at a time can be reached by Tab; keys move from there. */
export function useRowCursor<Row>({ scroller, rows, rowId, rowHeight, openId, control }: Cursor<Row>) {
  const [activeId, setActive] = useState<string>();
  const wantsFocus = useRef(false);
  const current = openId ?? activeId;
  const found = current === undefined ? -1 : rows.findIndex((row) => rowId(row) === current);

  const show = (index: number) => {
    const element = scroller.current;
    if (!element || index < 0) return;
    const head = element.querySelector<HTMLElement>(".table-head")?.offsetHeight ?? 0;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight + head > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight + head - element.clientHeight;
  };
  const focusWanted = () => {
    const row = wantsFocus.current && scroller.current?.querySelector<HTMLElement>(".table-row[tabindex='0']");
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  };
  useLayoutEffect(focusWanted);

  const idAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? undefined : rowId(row);
  };
  const moves: TableControl = {
    step: (by) => {
      const index = Math.min(rows.length - 1, Math.max(0, found < 0 ? 0 : found + by));
      const id = idAt(index);
      if (id) setActive(id);
      show(index);
      return id;
    },
    focus: (id) => {
      if (id) setActive(id);
      wantsFocus.current = true;
      // Where the active row did not change there is no new drawing to wait for.
      queueMicrotask(focusWanted);
    },
    current: () => (found < 0 ? undefined : current),
    toggle: () => undefined,
    isHeld: () =>
      (scroller.current?.scrollTop ?? 0) > 4 ||
      Boolean(scroller.current?.querySelector(".table-row:focus")) ||
      isUnderMouse(scroller.current?.querySelector(".table-row:hover")),
    toTop: () => {
      setActive(undefined);
      scroller.current?.querySelector<HTMLElement>(".table-row:focus")?.blur();
      scroller.current?.scrollTo(0, 0);
    },
  };
  if (control) control.current = moves;
  return Object.assign(moves, { setActive, reachable: found < 0 ? idAt(0) : current });
}
