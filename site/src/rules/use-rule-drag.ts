import { useCallback, useRef } from "preact/hooks";

/** Nearer than this to where it began, it is a click. */
const LEAST_PX = 4;

/**
 * Dragging of rows by their handle, with mouse, pen or finger. `onDrop` is told the row that was passed over last and whether
 * it is to stand after that; Esc lets go without a change. Rows tell where it would go by `data-drop`.
 */
export function useRuleDrag(onDrop: (id: string, target: string, isAfter: boolean) => void) {
  const drop = useRef(onDrop);
  drop.current = onDrop;
  return useCallback((id: string, event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    const startY = event.clientY;
    let over: { row: HTMLElement; isAfter: boolean } | undefined;
    handle.setPointerCapture(event.pointerId);

    const clear = () => over?.row.removeAttribute("data-drop");
    const move = ({ clientX, clientY }: PointerEvent) => {
      clear();
      over = undefined;
      if (Math.abs(clientY - startY) < LEAST_PX) return;
      const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>(".table-row[data-id]");
      if (!row) return;
      const { top, height } = row.getBoundingClientRect();
      over = { row, isAfter: clientY > top + height / 2 };
      row.setAttribute("data-drop", over.isAfter ? "after" : "before");
    };
    const end = () => {
      clear();
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", finish);
      handle.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", press, true);
    };
    const finish = () => {
      end();
      const target = over?.row.dataset.id;
      if (over && target !== undefined && target !== id) drop.current(id, target, over.isAfter);
    };
    const press = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape") return;
      pressed.stopPropagation();
      end();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", finish);
    handle.addEventListener("pointercancel", end);
    window.addEventListener("keydown", press, true);
  }, []);
}
