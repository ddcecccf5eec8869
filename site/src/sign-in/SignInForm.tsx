import { useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { ownPath, pathTo, pathToApp } from "../paths.ts";
import { noteSignIn } from "../session.ts";
import { Button } from "../ui/Button.tsx";
import { checkEmail, explainFailure, focusFirstWrong, namedFields } from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { CodeForm } from "./CodeForm.tsx";

type Text = Dictionary["forms"] & Dictionary["signIn"];
/** Who signed in, or what the code is to be shown with. */
type SignedIn = { user: unknown } | { mfa_token: string };
type Complaints = { email?: string; password?: string; form?: string };

type SignInFormProps = { language: Language; text: Text; onSignedIn?: () => void };

/**
 * E-mail and password, and a code where one is asked for, for a session, then on to the page that was asked for, unless
 * `onSignedIn` says otherwise. Nothing typed is lost when it fails.
 */
export function SignInForm({ language, text, onSignedIn }: SignInFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isSending, setSending] = useState(false);
  const [challenge, setChallenge] = useState<string>();

  const enter = () => {
    noteSignIn();
    if (onSignedIn) return onSignedIn();
    const next = ownPath(new URLSearchParams(location.search).get("next"), location.origin);
    location.assign(next ?? pathToApp(language, "overview"));
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const email = String(fields.get("email")).trim();
    const password = String(fields.get("password"));
    const found: Complaints = {
      email: checkEmail(email, text),
      password: password === "" ? text.passwordMissing : undefined,
    };
    setComplaints(found);
    if (found.email || found.password) return focusFirstWrong(form.current, found);
    setSending(true);
    const outcome = await callApi<SignedIn>("/api/auth/login", {
      method: "POST",
      body: { email, password },
      language,
      signsIn: true,
    });
    if (outcome.ok) {
      if ("user" in outcome.data) return enter();
      setSending(false);
      return setChallenge(outcome.data.mfa_token);
    }
    setSending(false);
    const complained = complain(outcome.failure, text);
    setComplaints(complained);
    focusFirstWrong(form.current, complained, "password");
  };

  if (challenge !== undefined)
    return (
      <CodeForm
        language={language}
        text={text}
        challenge={challenge}
        onSignedIn={enter}
        onExpired={(form) => {
          setChallenge(undefined);
          setComplaints({ form });
        }}
      />
    );
  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      <Field
        id="email"
        name="email"
        type="email"
        label={text.email}
        error={complaints.email}
        autocomplete="username"
        inputMode="email"
        spellcheck={false}
      />
      <PasswordField
        id="password"
        name="password"
        text={text}
        label={text.password}
        error={complaints.password}
        autocomplete="current-password"
      />
      {complaints.form && <FormAlert>{complaints.form}</FormAlert>}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
      <div class="grid gap-2 text-13 text-ink-2">
        <p>
          <a class="link" href={pathTo(language, "forgotPassword")}>
            {text.forgotten}
          </a>
        </p>
        <p>
          {text.ask}{" "}
          <a class="link" href={pathTo(language, "register")}>
            {text.register}
          </a>
        </p>
      </div>
    </form>
  );
}

/** A refusal as something the person can act on. */
function complain(failure: Failure, text: Text): Complaints {
  const wrong = failure.kind === "invalid" ? namedFields(failure) : [];
  if (wrong.includes("email") || wrong.includes("password")) {
    return {
      email: wrong.includes("email") ? text.emailWrong : undefined,
      password: wrong.includes("password") ? text.passwordLong : undefined,
    };
  }
  return { form: explainFailure(failure, text, text.refused) };
}
