import { useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { TextArea } from "./Field.tsx";
import { FormAlert } from "./FormAlert.tsx";
import { useUi } from "./words.tsx";

export type TextQuestion = {
  title: string;
  label: string;
  help?: string;
  /** What stands there to begin with. */
  text?: string;
  submit: string;
  isDanger?: boolean;
  maxLength: number;
  missing: string;
  /** Sends it; what is returned is told and nothing that was typed is lost, undefined closes. */
  onSubmit: (text: string) => Promise<string | undefined>;
};

/** Asks for a few words before something is done, and names what. */
export function TextDialog({ question, onClose }: { question: TextQuestion | undefined; onClose: () => void }) {
  return (
    <Dialog title={question?.title ?? ""} isOpen={question !== undefined} onClose={onClose}>
      {question && <Form question={question} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ question, onClose }: { question: TextQuestion; onClose: () => void }) {
  const { ui } = useUi();
  const { label, help, submit, isDanger, maxLength, missing, onSubmit } = question;
  const [text, setText] = useState(question.text ?? "");
  const [complaint, setComplaint] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    if (text.trim() === "") return setComplaint(missing);
    setSending(true);
    const refused = await onSubmit(text.trim());
    setSending(false);
    if (refused === undefined) onClose();
    else setRefusal(refused);
  };
  return (
    <form class="grid gap-5" noValidate onSubmit={send}>
      <TextArea
        id="dialog-text"
        label={label}
        help={help}
        error={complaint}
        maxLength={maxLength}
        value={text}
        autofocus
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send(event)}
      />
      {refusal && <FormAlert>{refusal}</FormAlert>}
      <div class="flex justify-end gap-2">
        <Button onClick={onClose}>{ui.cancel}</Button>
        <Button type="submit" look={isDanger ? "danger" : "primary"} isBusy={isSending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
