import { useEffect, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import { pathTo } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { checkNewPassword, explainFailure, focusFirstWrong } from "../ui/check-form.ts";
import { FormAlert } from "../ui/FormAlert.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { isDead } from "./explain-link.ts";
import { forgetLinkToken, useLinkToken } from "./link-token.ts";
import { Outcome } from "./Outcome.tsx";
import type { Words } from "./words.ts";

/** A new password for whoever has the link of the mail. */
export function ResetPassword(words: Words) {
  const token = useLinkToken("resetPassword");
  const { language, account } = words;
  const text = account.reset;
  const [end, setEnd] = useState<"done" | "dead">();
  useEffect(() => setEnd(undefined), [token]);
  const finish = (how: "done" | "dead") => {
    forgetLinkToken("resetPassword");
    setEnd(how);
  };

  if (end === "done")
    return (
      <Outcome title={text.doneTitle}>
        <p class="text-ink-2">{text.done}</p>
        <ButtonLink look="primary" class="mt-2" href={pathTo(language, "signIn")}>
          {account.toSignIn}
        </ButtonLink>
      </Outcome>
    );
  if (end === "dead" || token === null)
    return (
      <Outcome title={end ? account.linkDead : account.linkMissing.title}>
        <p class="text-ink-2">{end ? text.dead : account.linkMissing.body}</p>
        <ButtonLink look="primary" class="mt-2" href={pathTo(language, "forgotPassword")}>
          {text.askAgain}
        </ButtonLink>
      </Outcome>
    );
  // Drawn at build time too: nearly everybody comes with a link, and what is typed before it is read stays.
  return <PasswordForm words={words} token={token ?? ""} onEnd={finish} />;
}

type FormProps = { words: Words; token: string; onEnd: (how: "done" | "dead") => void };

function PasswordForm({ words: { language, forms, account }, token, onEnd }: FormProps) {
  const text = account.reset;
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<{ password?: string; form?: string }>({});
  const [isSending, setSending] = useState(false);

  const complain = (failure: Failure) => {
    // The server's title says in the reader's language that the password is easy to guess.
    const said = explainFailure(failure, forms, account.refused);
    setComplaints(failure.problem?.code === "auth.password_refused" ? { password: said } : { form: said });
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const password = String(new FormData(form.current).get("password"));
    const found = { password: checkNewPassword(password, forms) };
    setComplaints(found);
    if (found.password) return focusFirstWrong(form.current, found);
    setSending(true);
    const outcome = await callApi("/api/auth/reset-password", {
      method: "POST",
      body: { token, new_password: password },
      language,
    });
    if (outcome.ok) return onEnd("done");
    if (isDead(outcome.failure)) return onEnd("dead");
    setSending(false);
    complain(outcome.failure);
    focusFirstWrong(form.current, {}, "password");
  };

  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      <PasswordField
        id="password"
        name="password"
        text={forms}
        label={text.password}
        help={forms.passwordHelp}
        error={complaints.password}
        autocomplete="new-password"
      />
      {complaints.form && <FormAlert>{complaints.form}</FormAlert>}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
    </form>
  );
}
