import { useEffect, useRef, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { checkEmail, explainFailure, focusFirstWrong, namedFields } from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { Outcome } from "./Outcome.tsx";
import type { Words } from "./words.ts";

/** Asks for a mail with a link to a new password. Whether the address has an account is not told. */
export function ForgotPassword(words: Words) {
  const [email, setEmail] = useState<string>();
  const [isSent, setSent] = useState(false);
  const text = words.account.forgot;
  if (!isSent || email === undefined) {
    const sent = (address: string) => {
      setEmail(address);
      setSent(true);
    };
    return <AskForm words={words} email={email} onSent={sent} />;
  }
  return (
    <Outcome title={text.sentTitle}>
      <p class="wrap-anywhere">{fill(text.sent, { email })}</p>
      <p class="text-13 text-ink-2">{text.sentHelp}</p>
      <Button class="mt-2" onClick={() => setSent(false)}>
        {text.otherAddress}
      </Button>
    </Outcome>
  );
}

/** `email` is what was sent before and is to be changed. */
function AskForm(props: { words: Words; email: string | undefined; onSent: (email: string) => void }) {
  const { words, email: earlier, onSent } = props;
  const { language, forms } = words;
  const text = words.account.forgot;
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<{ email?: string; form?: string }>({});
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    if (earlier) form.current?.querySelector("input")?.select();
  }, [earlier]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const email = String(new FormData(form.current).get("email")).trim();
    const found = { email: checkEmail(email, forms) };
    setComplaints(found);
    if (found.email) return focusFirstWrong(form.current, found);
    setSending(true);
    const outcome = await callApi("/api/auth/forgot-password", { method: "POST", body: { email }, language });
    if (outcome.ok) return onSent(email);
    setSending(false);
    const complained = namedFields(outcome.failure).includes("email")
      ? { email: forms.emailWrong }
      : { form: explainFailure(outcome.failure, forms, words.account.refused) };
    setComplaints(complained);
    focusFirstWrong(form.current, complained, "email");
  };

  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      <p class="text-ink-2">{text.lead}</p>
      <Field
        id="email"
        name="email"
        type="email"
        label={forms.email}
        error={complaints.email}
        defaultValue={earlier}
        autocomplete="username"
        inputMode="email"
        spellcheck={false}
      />
      {complaints.form && <FormAlert>{complaints.form}</FormAlert>}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
    </form>
  );
}
