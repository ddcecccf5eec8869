import { Dialog } from "../ui/Dialog.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { type KeyBinding, listKeys } from "./keys.ts";
import type { ShellWords } from "./shell-words.ts";

type KeyListProps = { words: ShellWords["shell"]["keys"]; isOpen: boolean; onClose: () => void };

/** The keys that work here, as the parts of the page registered them. */
export function KeyList({ words, isOpen, onClose }: KeyListProps) {
  const { page, everywhere } = isOpen ? listKeys() : { page: [], everywhere: [] };
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={onClose}>
      {page.length > 0 && <Keys title={words.page} keys={page} />}
      <Keys title={words.everywhere} keys={everywhere} />
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly KeyBinding[] }) {
  return (
    <>
      <h3 class="mt-4 mb-2 text-12 font-text text-ink-3">{title}</h3>
      <dl class="grid grid-cols-[88px_1fr] gap-y-2">
        {keys.map(({ key, label }) => (
          <div class="contents" key={key + label}>
            <dt class="flex gap-1">
              {spell(key).map((one) => (
                <Kbd key={one}>{one}</Kbd>
              ))}
            </dt>
            <dd class="text-ink-2">{label}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A binding as it is printed on the keys. */
export const spell = (key: string): string[] =>
  key === "mod+k" ? ["⌘K / Ctrl K"] : key.length <= 2 ? [...key.toUpperCase()] : [key === "Escape" ? "Esc" : key];
