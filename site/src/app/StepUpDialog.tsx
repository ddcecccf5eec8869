import { useRef, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import type { ShellWords } from "./shell-words.ts";

type StepUpDialogProps = ShellWords & { onEnd: (wasShown: boolean) => void };

/** Asks for a code before something that only its owner may do; what was being sent goes on after it. */
export function StepUpDialog({ language, ui, shell, forms, signIn, onEnd }: StepUpDialogProps) {
  const input = useRef<HTMLFormElement>(null);
  const [complaint, setComplaint] = useState<string>();
  const [isSending, setSending] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending) return;
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("code")).trim();
    const field = input.current?.querySelector<HTMLInputElement>("[name=code]");
    if (code.length < 6) {
      setComplaint(signIn.codeMissing);
      return field?.focus();
    }
    setSending(true);
    const outcome = await callApi("/api/auth/2fa/step-up", { method: "POST", body: { code }, language });
    setSending(false);
    if (outcome.ok) return onEnd(true);
    setComplaint(explainFailure(outcome.failure, forms, signIn.refused));
    field?.select();
  };
  return (
    <UiWordsProvider language={language} ui={ui}>
      <Dialog title={shell.stepUp.title} isOpen onClose={() => onEnd(false)} class="max-w-[400px]">
        <p class="mb-5 text-ink-2">{shell.stepUp.body}</p>
        <form ref={input} class="grid gap-5" noValidate onSubmit={submit}>
          <Field
            id="step-up-code"
            name="code"
            label={signIn.code}
            help={signIn.codeHelp}
            error={complaint}
            autocomplete="one-time-code"
            inputMode="numeric"
            spellcheck={false}
            autofocus
          />
          <div class="flex justify-end gap-2">
            <Button onClick={() => onEnd(false)}>{ui.cancel}</Button>
            <Button type="submit" look="primary" isBusy={isSending}>
              {shell.stepUp.submit}
            </Button>
          </div>
        </form>
      </Dialog>
    </UiWordsProvider>
  );
}
