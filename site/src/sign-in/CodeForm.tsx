import { useEffect, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";

type Text = Dictionary["forms"] & Dictionary["signIn"];

/** The second step of signing in: a code for the challenge that the password opened. `onExpired` leads back to the password. */
export function CodeForm(props: {
  language: Language;
  text: Text;
  challenge: string;
  onSignedIn: () => void;
  onExpired: (complaint?: string) => void;
}) {
  const { language, text, challenge, onSignedIn, onExpired } = props;
  const form = useRef<HTMLFormElement>(null);
  const [complaint, setComplaint] = useState<string>();
  const [isSending, setSending] = useState(false);
  const focusCode = () => form.current?.querySelector<HTMLInputElement>("[name=code]")?.select();
  useEffect(focusCode, []);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const code = String(new FormData(form.current).get("code")).trim();
    if (code === "") {
      setComplaint(text.codeMissing);
      return focusCode();
    }
    setSending(true);
    const outcome = await callApi("/api/auth/2fa/login", {
      method: "POST",
      body: { mfa_token: challenge, code },
      language,
      signsIn: true,
    });
    if (outcome.ok) return onSignedIn();
    if (outcome.failure.kind === "signed_out") return onExpired(text.codeExpired);
    setSending(false);
    setComplaint(complain(outcome.failure, text));
    focusCode();
  };

  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      <Field
        id="code"
        name="code"
        label={text.code}
        error={complaint}
        autocomplete="one-time-code"
        inputMode="numeric"
        spellcheck={false}
      />
      <p class="text-13 text-ink-2">{text.codeHelp}</p>
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
      <Button look="bare" onClick={() => onExpired()}>
        {text.back}
      </Button>
    </form>
  );
}

/** A refusal as something the person can act on. */
function complain({ kind, problem, retryAfterS }: Failure, text: Text): string {
  if (kind === "offline") return text.offline;
  if (kind === "server") return text.server;
  if (kind === "too_many" && retryAfterS) return fill(text.tooMany, { seconds: retryAfterS });
  return problem?.title ?? text.refused;
}
