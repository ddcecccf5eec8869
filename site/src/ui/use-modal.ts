import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * What the browser's own dialog takes to follow `isOpen`. It opens and closes before anything is painted: one that is emptied
 * but still open would be seen for a frame, and would hold the focus from whoever types on behind it. `onClose` hears of Esc at
 * once and once: the browser's `close` comes later, when the dialog may have been opened again.
 */
export function useModal(isOpen: boolean, onClose: () => void, isClosable = true) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (isOpen && !ref.current?.open) ref.current?.showModal();
    if (!isOpen) ref.current?.close();
  }, [isOpen]);
  return {
    ref,
    onCancel: (event: Event) => {
      // A file that was not chosen is told in the same words, and bubbles.
      if (event.target !== ref.current) return;
      if (isClosable) onClose();
      else event.preventDefault();
    },
    onClose: () => {
      if (isOpen && !ref.current?.open) onClose();
    },
  };
}
