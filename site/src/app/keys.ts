import { useLayoutEffect, useRef } from "preact/hooks";

export type KeyBinding = {
  /** As `KeyboardEvent.key` names it; of a letter the small one. Two letters are pressed one after the other. */
  key: string;
  /** What it does, in the list of keys and, of an action, in the palette. */
  label: string;
  run: () => void;
  /** Offered in the palette too. */
  isAction?: boolean;
  /** Works now; a key that does not is left to the browser, and stays in the list. */
  isOff?: boolean;
};

type Layer = { current: readonly KeyBinding[]; isGlobal: boolean };

const layers = new Set<Layer>();
/** A second key has to come within so long. */
const SEQUENCE_MS = 1200;
let pending: { key: string; at: number } | undefined;

/** The keys of a part of the page, while it is shown, wherever the focus is, except while someone types or a dialog is open. */
export function useKeys(bindings: readonly KeyBinding[], isGlobal = false): void {
  const layer = useRef<Layer>({ current: bindings, isGlobal });
  layer.current.current = bindings;
  // Before anything is painted: whoever sees the page can press its keys.
  useLayoutEffect(() => {
    const own = layer.current;
    if (layers.size === 0) window.addEventListener("keydown", press);
    layers.add(own);
    return () => {
      layers.delete(own);
      if (layers.size === 0) window.removeEventListener("keydown", press);
    };
  }, []);
}

/** Every key that works here, those of the page and those of every page. */
export function listKeys(): { page: KeyBinding[]; everywhere: KeyBinding[] } {
  const of = (isGlobal: boolean) =>
    [...layers].filter((layer) => layer.isGlobal === isGlobal).flatMap(({ current }) => current);
  return { page: of(false), everywhere: of(true) };
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open], [role=menu]:popover-open")) return;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (target?.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  // Arrows move rows only from a row: elsewhere they scroll, or choose among radio buttons and tabs.
  const arrow = { ArrowDown: "j", ArrowUp: "k" }[event.key];
  if (arrow && !target?.matches(".table-row")) return;
  // A keyboard in another alphabet still has the keys where they are.
  const key = arrow ?? keyOf(event);
  const first = pending && event.timeStamp - pending.at < SEQUENCE_MS ? pending.key : "";
  pending = undefined;
  const all = [...layers]
    .reverse()
    .flatMap(({ current }) => current)
    .filter(({ isOff }) => !isOff);
  const found =
    all.find((binding) => binding.key === first + key) ??
    (first ? undefined : all.find((binding) => binding.key === key));
  if (found) {
    event.preventDefault();
    found.run();
  } else if (key.length === 1 && all.some((binding) => binding.key.length === 2 && binding.key.startsWith(key))) {
    pending = { key, at: event.timeStamp };
  }
}

/** The letter that stands on the key, also where the keyboard is Russian or Uzbek Cyrillic. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length > 1) return key;
  if (code.startsWith("Key") && !/^[a-z]$/i.test(key)) return code.slice(3).toLowerCase();
  if (code === "Slash" && key !== "/" && key !== "?") return shiftKey ? "?" : "/";
  return key.toLowerCase();
}
