import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import type { ProposalWords } from "./words.ts";

/** What is about to be done. `run` returns what is to be told where it was refused. */
export type Confirmation = { title: string; body: string; submit: string; run: () => Promise<string | undefined> };

type ConfirmDialogProps = { words: ProposalWords; confirmation: Confirmation | undefined; onClose: () => void };

/** Says what will happen before it does; a refusal is told in place. */
export function ConfirmDialog({ words: { ui }, confirmation, onClose }: ConfirmDialogProps) {
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const finish = () => {
    setRefusal(undefined);
    onClose();
  };
  const send = async () => {
    if (!confirmation) return;
    setSending(true);
    const refused = await confirmation.run();
    setSending(false);
    if (refused === undefined) finish();
    else setRefusal(refused);
  };
  return (
    <Dialog
      title={confirmation?.title ?? ""}
      isOpen={confirmation !== undefined}
      onClose={finish}
      footer={
        <>
          <Button onClick={finish}>{ui.cancel}</Button>
          <Button look="primary" isBusy={isSending} onClick={() => void send()}>
            {confirmation?.submit}
          </Button>
        </>
      }
    >
      <p class="[overflow-wrap:anywhere]">{confirmation?.body}</p>
      {refusal && (
        <div class="mt-3">
          <FormAlert>{refusal}</FormAlert>
        </div>
      )}
    </Dialog>
  );
}
