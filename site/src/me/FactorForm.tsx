import type { Outcome } from "../api.ts";
import { Field } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { useForm } from "../ui/use-form.ts";
import type { AccountWords } from "./AccountPage.tsx";

type FactorFormProps<T> = {
  words: AccountWords;
  body?: string;
  submit: string;
  isDanger?: boolean;
  asksPassword: boolean;
  send: (body: { code: string; password?: string }, key: string) => Promise<Outcome<T>>;
  onDone: (answer: T) => void;
  onCancel: () => void;
};

/** A code of one's application, and the password where both are needed. */
export function FactorForm<T>(props: FactorFormProps<T>) {
  const { words, body, submit, isDanger, asksPassword, send, onDone, onCancel } = props;
  const { forms, signIn } = words;
  const form = useForm<{ code: string; password: string }, T>({
    initial: { code: "", password: "" },
    check: ({ code, password }) => ({
      password: asksPassword && password === "" ? forms.passwordMissing : undefined,
      code: code.trim().length < 6 ? signIn.codeMissing : undefined,
    }),
    send: ({ code, password }, key) => send({ code: code.trim(), ...(asksPassword && { password }) }, key),
    explain: ({ problem }) => {
      if (problem?.code === "auth.wrong_password") return { password: problem.title };
      return problem?.code === "auth.wrong_code" ? { code: problem.title } : undefined;
    },
    onDone,
  });
  return (
    <FormBody form={form} submit={submit} isDanger={isDanger} onCancel={onCancel}>
      {body && <p class="text-ink-2">{body}</p>}
      {asksPassword && (
        <PasswordField
          id="factor-password"
          text={forms}
          label={forms.password}
          error={form.wrong.password}
          value={form.values.password}
          autocomplete="current-password"
          onInput={(event) => form.set("password", event.currentTarget.value)}
        />
      )}
      <Field
        id="factor-code"
        label={signIn.code}
        help={signIn.codeHelp}
        error={form.wrong.code}
        value={form.values.code}
        autocomplete="one-time-code"
        inputMode="numeric"
        spellcheck={false}
        onInput={(event) => form.set("code", event.currentTarget.value)}
      />
    </FormBody>
  );
}
