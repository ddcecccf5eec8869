import { Check } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { placeFloating } from "./place-floating.ts";
import { useUniqueId } from "./use-unique-id.ts";

export type MenuItem = {
  id: string;
  label: ComponentChildren;
  /** A key or a figure at the right edge. */
  hint?: ComponentChildren;
  /** Given of what can be on or off. */
  isChecked?: boolean;
  isDanger?: boolean;
  isDisabled?: boolean;
  onSelect: () => void;
};

type MenuProps = {
  /** Read aloud, and shown on hover where the trigger has no word. */
  label: string;
  trigger: ComponentChildren;
  items: readonly MenuItem[];
  /** Said where there are no items. */
  empty?: string;
  align?: "start" | "end";
  onOpen?: () => void;
  class?: string;
};

const triggerLook =
  "inline-flex h-8 items-center gap-1.5 rounded border border-edge px-2.5 text-13 whitespace-nowrap text-ink-1 hover:bg-surface-3 pointer-coarse:h-10";

/** Commands behind a button, in the browser's own popover: it closes by itself on Esc and on a click elsewhere. */
export function Menu({ label, trigger, items, empty, align = "start", onOpen, class: look = triggerLook }: MenuProps) {
  const id = useUniqueId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const all = () => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])") ?? [])];

  const place = () => {
    if (!button.current || !list.current) return;
    placeFloating(button.current, list.current, align);
    all()[0]?.focus();
  };
  // `toggle` can come after the list was painted once, in a corner.
  const toggles = ({ newState }: Pick<ToggleEvent, "newState">) => {
    const isOpen = newState === "open";
    button.current?.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    requestAnimationFrame(place);
    onOpen?.();
  };
  const press = (event: KeyboardEvent) => {
    const found = all();
    const at = found.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (event.key === "Tab") list.current?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    found.at(to % found.length)?.focus();
  };
  const choose = ({ isChecked, onSelect }: MenuItem) => {
    // What is switched on and off stays open, so that several can be.
    if (isChecked === undefined) {
      list.current?.hidePopover();
      button.current?.focus();
    }
    onSelect();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class={look}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded="false"
        popoverTarget={id}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="menu"
        onBeforeToggle={toggles}
        onKeyDown={press}
      >
        {items.length === 0 && (
          <p role="menuitem" aria-disabled="true" class="px-3 py-1.5 text-13 text-ink-2">
            {empty}
          </p>
        )}
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            tabIndex={-1}
            role={item.isChecked === undefined ? "menuitem" : "menuitemcheckbox"}
            aria-checked={item.isChecked}
            disabled={item.isDisabled}
            class={`menu-item ${item.isDanger ? "text-bad" : ""}`}
            onClick={() => choose(item)}
          >
            {item.isChecked !== undefined && (
              <Check size={14} class={item.isChecked ? "" : "invisible"} aria-hidden="true" />
            )}
            <span class="min-w-0 flex-1 truncate">{item.label}</span>
            {item.hint && <span class="text-12 text-ink-3">{item.hint}</span>}
          </button>
        ))}
      </div>
    </>
  );
}
