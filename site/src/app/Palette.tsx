import { useEffect, useRef, useState } from "preact/hooks";
import { Kbd } from "../ui/Kbd.tsx";
import { useModal } from "../ui/use-modal.ts";
import { useUniqueId } from "../ui/use-unique-id.ts";
import { spell } from "./KeyList.tsx";
import { findEntries, type PaletteEntry, paletteEntries } from "./palette-entries.ts";
import type { ShellWords } from "./shell-words.ts";

type PaletteProps = { words: ShellWords; isOpen: boolean; onClose: () => void; onSignOut: () => void };

/** Goes anywhere and does anything by its name; opened by ⌘K from everywhere. */
export function Palette({ words, isOpen, onClose, onSignOut }: PaletteProps) {
  const dialog = useModal(isOpen, onClose);
  return (
    <dialog
      {...dialog}
      class="dialog palette"
      aria-label={words.shell.palette.title}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {isOpen && <PaletteList {...{ words, onClose, onSignOut }} />}
    </dialog>
  );
}

function PaletteList({ words, onClose, onSignOut }: Omit<PaletteProps, "isOpen">) {
  const { palette } = words.shell;
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [entries] = useState(() => paletteEntries(words, onSignOut));
  const id = useUniqueId();
  const list = useRef<HTMLDivElement>(null);
  const found = findEntries(entries, typed, words);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [chosen]);

  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    if (entry.href) location.assign(entry.href);
    // After the dialog gave the focus back, since what runs may take it.
    else setTimeout(() => entry.run?.());
  };
  const press = (event: KeyboardEvent) => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
    if (event.key === "Enter") choose(found[chosen]);
    else if (to === undefined) return;
    else setAt((to + found.length) % Math.max(1, found.length));
    event.preventDefault();
  };
  return (
    <>
      <input
        type="text"
        class="h-12 w-full border-b border-line bg-transparent px-4 text-16 outline-none placeholder:text-ink-3"
        role="combobox"
        aria-label={palette.placeholder}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[chosen] && `${id}-${chosen}`}
        placeholder={palette.placeholder}
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={palette.title}
        class="max-h-[min(420px,60dvh)] overflow-y-auto p-1"
        tabIndex={-1}
      >
        {found.length === 0 && <p class="px-3 py-3 text-13 text-ink-2">{palette.nothing}</p>}
        {found.map((entry, index) => (
          <div
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            class="palette-entry"
            onPointerMove={() => setAt(index)}
            onClick={() => choose(entry)}
          >
            <span class="min-w-0 flex-1 truncate">{entry.label}</span>
            <span class="text-12 text-ink-3">{entry.group}</span>
            {entry.hint && (
              <span class="flex gap-1">
                {spell(entry.hint).map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
