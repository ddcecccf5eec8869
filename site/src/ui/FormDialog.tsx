import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { FormAlert } from "./FormAlert.tsx";
import { useUi } from "./words.tsx";

type FormDialogProps = {
  title: string;
  /** What pressing it does, in the words of that. */
  submit: string;
  isDanger?: boolean;
  /** Sends it. What is returned is told; `""` where fields tell already what is wrong with them; undefined closes. */
  onSubmit: () => Promise<string | undefined>;
  onClose: () => void;
  children: ComponentChildren;
  /** Further commands, at the left. */
  aside?: ComponentChildren;
  class?: string;
};

/** A few fields, or a question, over the page. What was typed stays until it is through, whatever goes wrong. */
export function FormDialog({
  title,
  submit,
  isDanger,
  onSubmit,
  onClose,
  children,
  aside,
  class: extra,
}: FormDialogProps) {
  const { ui } = useUi();
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setRefusal(undefined);
    const refused = await onSubmit();
    setSending(false);
    if (refused === undefined) return onClose();
    setRefusal(refused);
    // After the complaints are drawn.
    setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };
  return (
    <Dialog title={title} isOpen onClose={onClose} class={extra}>
      <form ref={form} class="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate onSubmit={send}>
        {children}
        {refusal && <FormAlert>{refusal}</FormAlert>}
        <div class="flex flex-wrap items-center justify-end gap-2">
          {aside && <div class="mr-auto">{aside}</div>}
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button type="submit" look={isDanger ? "danger" : "primary"} isBusy={isSending}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
