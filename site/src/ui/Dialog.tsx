import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { IconButton } from "./Button.tsx";
import { useModal } from "./use-modal.ts";
import { useUniqueId } from "./use-unique-id.ts";
import { useUi } from "./words.tsx";

type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ComponentChildren;
  /** Its commands: what it will do first, in the words of that. */
  footer?: ComponentChildren;
  /** Whether it can be left: by Esc and by its cross. */
  isClosable?: boolean;
  class?: string;
};

/** A question over the page, in the browser's own dialog: it holds the focus, closes on Esc and gives the focus back. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  footer,
  isClosable = true,
  class: extra = "",
}: DialogProps) {
  const { ui } = useUi();
  const dialog = useModal(isOpen, onClose, isClosable);
  const id = useUniqueId();
  return (
    <dialog
      {...dialog}
      class={`dialog ${extra}`}
      // Only while its title is there; what was drawn at build time would keep naming one that never is.
      aria-labelledby={isOpen ? id : undefined}
    >
      {isOpen && (
        <>
          <header class="flex items-center justify-between gap-4">
            <h2 id={id} class="text-16">
              {title}
            </h2>
            {isClosable && (
              <IconButton label={ui.close} onClick={onClose}>
                <X size={17} aria-hidden="true" />
              </IconButton>
            )}
          </header>
          <div class="mt-3">{children}</div>
          {footer && <footer class="mt-5 flex flex-wrap justify-end gap-2">{footer}</footer>}
        </>
      )}
    </dialog>
  );
}
