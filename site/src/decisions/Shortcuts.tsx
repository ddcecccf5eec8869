import { X } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "../ui/Button.tsx";
import type { Words } from "./DecisionsPage.tsx";

/** The list of keys, in the browser's own dialog: it holds the focus and closes on Esc by itself. */
export function Shortcuts({
  words: { text },
  isShown,
  onClose,
}: {
  words: Words;
  isShown: boolean;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog ref={dialog} class="shortcuts" aria-labelledby="shortcuts-title" onClose={onClose}>
      <div class="flex items-center justify-between gap-4">
        <h2 id="shortcuts-title" class="text-16">
          {text.keys.title}
        </h2>
        <IconButton label={text.keys.close} onClick={onClose}>
          <X size={17} aria-hidden="true" />
        </IconButton>
      </div>
      <dl class="mt-3 grid grid-cols-[72px_1fr] gap-y-2">
        {text.keys.list.map(([key, meaning]) => (
          <div class="contents" key={key}>
            <dt>
              <kbd class="key">{key}</kbd>
            </dt>
            <dd class="text-ink-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
