import { useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import { pathTo, pathToApp } from "../paths.ts";
import { noteSignIn } from "../session.ts";
import { Button } from "../ui/Button.tsx";
import {
  checkFullName,
  checkNewPassword,
  checkPhone,
  explainFailure,
  focusFirstWrong,
  namedFields,
  phoneFrom,
} from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { isDead } from "./explain-link.ts";
import type { Words } from "./words.ts";

type Complaints = { full_name?: string; phone?: string; password?: string; form?: string; isTaken?: boolean };
type Props = { words: Words; token: string; email: string; onDead: () => void };

/** What an invitation still needs to become an account; then on to the panel. Nothing typed is lost when it fails. */
export function AcceptForm({ words, token, email, onDead }: Props) {
  const { language, forms, account } = words;
  const text = account.invitation;
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isSending, setSending] = useState(false);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const given = readForm(form.current);
    const found = check(given, words);
    setComplaints(found);
    if (Object.values(found).some(Boolean)) return focusFirstWrong(form.current, found);
    setSending(true);
    const outcome = await callApi("/api/auth/invitations/accept", {
      method: "POST",
      body: { token, ...given, phone: given.phone || undefined },
      language,
      signsIn: true,
    });
    if (outcome.ok) {
      noteSignIn();
      return location.assign(pathToApp(language, "overview"));
    }
    if (isDead(outcome.failure)) return onDead();
    setSending(false);
    const complained = complain(outcome.failure, words);
    setComplaints(complained);
    focusFirstWrong(form.current, complained, "password");
  };

  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      {/* Not shown: tells password managers whose password this is. */}
      <input type="email" autocomplete="username" value={email} readOnly hidden />
      <Field
        id="full_name"
        name="full_name"
        label={forms.fullName}
        error={complaints.full_name}
        autocomplete="name"
        spellcheck={false}
      />
      <Field
        id="phone"
        name="phone"
        type="tel"
        label={text.phone}
        error={complaints.phone}
        autocomplete="tel"
        inputMode="tel"
      />
      <PasswordField
        id="password"
        name="password"
        text={forms}
        label={forms.password}
        help={forms.passwordHelp}
        error={complaints.password}
        autocomplete="new-password"
      />
      {complaints.form && (
        <FormAlert>
          <p>{complaints.form}</p>
          {complaints.isTaken && (
            <p class="mt-1">
              <a class="link" href={pathTo(language, "signIn")}>
                {account.toSignIn}
              </a>
            </p>
          )}
        </FormAlert>
      )}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
    </form>
  );
}

type Given = { full_name: string; phone: string; password: string };

/** What was typed. */
function readForm(form: HTMLFormElement): Given {
  const fields = new FormData(form);
  return {
    full_name: String(fields.get("full_name")).trim(),
    phone: phoneFrom(String(fields.get("phone"))),
    password: String(fields.get("password")),
  };
}

/** What can be seen to be wrong without asking. */
function check({ full_name, phone, password }: Given, { forms }: Words): Complaints {
  return {
    full_name: checkFullName(full_name, forms),
    phone: phone === "" ? undefined : checkPhone(phone, forms),
    password: checkNewPassword(password, forms),
  };
}

/** A refusal as something the person can act on, beside the field that it names. */
function complain(failure: Failure, { forms, account }: Words): Complaints {
  const said = explainFailure(failure, forms, account.refused);
  const code = failure.problem?.code;
  if (code === "auth.password_refused") return { password: said };
  const wrong = failure.kind === "invalid" ? namedFields(failure) : [];
  const complaints: Complaints = {
    full_name: wrong.includes("full_name") ? forms.fullNameWrong : undefined,
    phone: wrong.includes("phone") ? forms.phoneWrong : undefined,
  };
  if (complaints.full_name || complaints.phone) return complaints;
  return { form: said, isTaken: code === "auth.email_taken" };
}
