import type { Outcome } from "../api.ts";
import { Dialog } from "./Dialog.tsx";
import { FormBody } from "./FormBody.tsx";
import { useForm } from "./use-form.ts";

export type Confirmation = {
  title: string;
  /** What it will do, and to what. */
  body: string;
  submit: string;
  send: () => Promise<Outcome<unknown>>;
  onDone?: () => void;
};

/** Asks before something that cannot be taken back, in the words of what it will do. A refusal is told in place. */
export function ConfirmDialog({ asked, onClose }: { asked: Confirmation | undefined; onClose: () => void }) {
  return (
    <Dialog title={asked?.title ?? ""} isOpen={asked !== undefined} onClose={onClose}>
      {asked && <Question asked={asked} onClose={onClose} />}
    </Dialog>
  );
}

function Question({ asked, onClose }: { asked: Confirmation; onClose: () => void }) {
  const form = useForm({
    initial: {},
    send: asked.send,
    onDone: () => {
      onClose();
      asked.onDone?.();
    },
  });
  return (
    <FormBody form={form} submit={asked.submit} isDanger onCancel={onClose}>
      <p class="text-ink-2 [overflow-wrap:anywhere]">{asked.body}</p>
    </FormBody>
  );
}
