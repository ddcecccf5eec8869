import { useEffect, useRef } from "preact/hooks";

type Shortcuts = {
  step: (by: 1 | -1) => void;
  close?: () => void;
  search: () => void;
  fresh: () => void;
  keys: () => void;
};

/** The keys of the board, wherever the focus is, except while someone types or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector("dialog[open]")
      )
        return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (target?.matches("input[type=search], textarea")) return;
      const command = commandOf(event.key, current.current, target);
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function commandOf(
  key: string,
  { step, close, search, fresh, keys }: Shortcuts,
  target?: HTMLElement,
): (() => void) | undefined {
  // Arrows move rows only from a row: elsewhere they scroll, or choose among radio buttons.
  const isOnRow = target?.matches(".decision-row");
  if (key === "j" || (key === "ArrowDown" && isOnRow)) return () => step(1);
  if (key === "k" || (key === "ArrowUp" && isOnRow)) return () => step(-1);
  if (key === "Escape") return close;
  if (key === "/") return search;
  if (key === "n") return fresh;
  return key === "?" ? keys : undefined;
}
