import { useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { ownPath, pathTo } from "../paths.ts";
import { saveSession } from "../session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { CodeForm } from "./CodeForm.tsx";

type Text = Dictionary["signIn"];
type SignedIn = { access_token: string; expires_in: number };
type Challenged = { mfa_token: string };
type Complaints = { email?: string; password?: string; form?: string };

/** E-mail and password, and a code where one is asked for, for a session, then on to the page that was asked for. Nothing typed is lost when it fails. */
export function SignInForm({ language, text }: { language: Language; text: Text }) {
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isSending, setSending] = useState(false);
  const [isShown, setShown] = useState(false);
  const [challenge, setChallenge] = useState<string>();

  const enter = (signedIn: SignedIn) => {
    saveSession(signedIn);
    const next = ownPath(new URLSearchParams(location.search).get("next"), location.origin);
    location.assign(next ?? pathTo(language, "decisions"));
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const email = String(fields.get("email")).trim();
    const password = String(fields.get("password"));
    const found = check(email, password, text);
    setComplaints(found);
    if (found.email || found.password) return focusFirst(form.current, found);
    setSending(true);
    const outcome = await callApi<SignedIn | Challenged>("/api/auth/login", {
      method: "POST",
      body: { email, password },
      language,
    });
    if (outcome.ok) {
      if ("access_token" in outcome.data) return enter(outcome.data);
      setSending(false);
      return setChallenge(outcome.data.mfa_token);
    }
    setSending(false);
    const complained = complain(outcome.failure, text);
    setComplaints(complained);
    focusFirst(form.current, complained);
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
      <Field
        id="password"
        name="password"
        type={isShown ? "text" : "password"}
        label={text.password}
        error={complaints.password}
        autocomplete="current-password"
      >
        <Button look="bare" class="text-13" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? text.hide : text.show}
        </Button>
      </Field>
      {complaints.form && (
        <p role="alert" class="border-l-2 border-bad pl-3 text-bad">
          {complaints.form}
        </p>
      )}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
      <p class="text-13 text-ink-2">{text.ask}</p>
    </form>
  );
}

/** What can be seen to be wrong without asking. */
function check(email: string, password: string, text: Text): Complaints {
  const complaints: Complaints = {};
  if (email === "") complaints.email = text.emailMissing;
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) complaints.email = text.emailWrong;
  if (password === "") complaints.password = text.passwordMissing;
  return complaints;
}

/** A refusal as something the person can act on. */
function complain({ kind, problem, retryAfterS }: Failure, text: Text): Complaints {
  if (kind === "offline") return { form: text.offline };
  if (kind === "server") return { form: text.server };
  if (kind === "too_many")
    return { form: retryAfterS ? fill(text.tooMany, { seconds: retryAfterS }) : text.tooManySoon };
  const wrong = problem?.errors?.map(({ path }) => path) ?? [];
  if (wrong.includes("email") || wrong.includes("password")) {
    return {
      email: wrong.includes("email") ? text.emailWrong : undefined,
      password: wrong.includes("password") ? text.passwordWrong : undefined,
    };
  }
  return { form: problem?.title ?? text.refused };
}

function focusFirst(form: HTMLFormElement, complaints: Complaints): void {
  const name = complaints.email ? "email" : "password";
  form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
}
