import { useEffect, useRef, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { Language } from "../api-types.ts";
import { pathTo, pathToApp } from "../paths.ts";
import { askedProducts, openProducts } from "../products.ts";
import { noteSignIn } from "../session.ts";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { focusFirstWrong } from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { type Complaints, checkRegistration, complainOf, readRegistration, type Text } from "./check-registration.ts";

/** Opens an organisation with its first administrator, then on to the panel. Nothing typed is lost when it fails. */
export function RegisterForm({ language, text }: { language: Language; text: Text }) {
  const form = useRef<HTMLFormElement>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isSending, setSending] = useState(false);
  const [chosen, setChosen] = useState<string[]>(askedProducts(""));
  useEffect(() => setChosen(askedProducts(location.search)), []);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const given = readRegistration(form.current);
    const found = checkRegistration(given, text);
    setComplaints(found);
    if (Object.values(found).some(Boolean)) return focusFirstWrong(form.current, found);
    setSending(true);
    const outcome = await callApi("/api/auth/register", { method: "POST", body: given, language, signsIn: true });
    if (outcome.ok) {
      noteSignIn();
      return location.assign(pathToApp(language, "overview"));
    }
    setSending(false);
    const complained = complainOf(outcome.failure, text);
    setComplaints(complained);
    focusFirstWrong(form.current, complained, "password");
  };

  return (
    <form ref={form} method="post" class="grid gap-5" noValidate onSubmit={submit}>
      <p class="text-ink-2">{text.lead}</p>
      <Field
        id="organization_name"
        name="organization_name"
        label={text.organization}
        error={complaints.organization_name}
        autocomplete="organization"
        spellcheck={false}
      />
      <Field
        id="full_name"
        name="full_name"
        label={text.fullName}
        error={complaints.full_name}
        autocomplete="name"
        spellcheck={false}
      />
      <div class="grid gap-1.5">
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
        {complaints.isTaken && <SignInLink language={language} label={text.signIn} />}
      </div>
      <Field
        id="phone"
        name="phone"
        type="tel"
        label={text.phone}
        help={complaints.phone ? undefined : text.phoneHelp}
        error={complaints.phone}
        autocomplete="tel"
        inputMode="tel"
      />
      <PasswordField
        id="password"
        name="password"
        text={text}
        label={text.password}
        help={text.passwordHelp}
        error={complaints.password}
        autocomplete="new-password"
      />
      <fieldset aria-describedby={complaints.modules ? "modules-error" : undefined}>
        <legend class="mb-1 font-strong">{text.products}</legend>
        {openProducts.map(({ module, name }) => (
          <Checkbox
            key={module}
            name="modules"
            value={module}
            label={name}
            checked={chosen.includes(module)}
            onChange={({ currentTarget: { checked } }) =>
              setChosen(checked ? [...chosen, module] : chosen.filter((one) => one !== module))
            }
          />
        ))}
        {complaints.modules && (
          <p id="modules-error" class="mt-1 text-13 text-bad">
            {complaints.modules}
          </p>
        )}
      </fieldset>
      {complaints.form && <FormAlert>{complaints.form}</FormAlert>}
      <Button type="submit" look="primary" class="h-10!" aria-disabled={isSending}>
        {isSending ? text.sending : text.submit}
      </Button>
      <div class="grid gap-2 text-13 text-ink-2">
        <p>
          {text.known} <SignInLink language={language} label={text.signIn} />
        </p>
        <p>{text.invited}</p>
        <p>
          <a class="link" href={pathTo(language, "privacy")}>
            {text.kept}
          </a>
        </p>
      </div>
    </form>
  );
}

const SignInLink = ({ language, label }: { language: Language; label: string }) => (
  <a class="link text-13" href={pathTo(language, "signIn")}>
    {label}
  </a>
);
