import { callApi } from "../api.ts";
import { command } from "../command.ts";
import { checkNewPassword } from "../ui/check-form.ts";
import { FormBody } from "../ui/FormBody.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { useForm } from "../ui/use-form.ts";
import { askAnew } from "../use-query.ts";
import type { AccountWords } from "./AccountPage.tsx";
import { SESSIONS } from "./SessionList.tsx";

const blank = { current_password: "", new_password: "" };

/** Another password; it ends one's other sessions. */
export function PasswordForm({ words: { me, forms, language } }: { words: AccountWords }) {
  const text = me.password;
  const form = useForm<typeof blank, undefined>({
    initial: blank,
    check: ({ current_password, new_password }) => ({
      current_password: current_password === "" ? forms.passwordMissing : undefined,
      new_password: checkNewPassword(new_password, forms),
    }),
    send: (values, key) => callApi("/api/auth/password", command(language, "PUT", values, key)),
    explain: ({ problem }) => {
      if (problem?.code === "auth.wrong_password") return { current_password: problem.title };
      return problem?.code === "auth.password_refused" ? { new_password: problem.title } : undefined;
    },
    onDone: () => {
      form.set("current_password", "");
      form.set("new_password", "");
      askAnew(SESSIONS);
      showToast(text.done);
    },
  });
  const { values, set, wrong } = form;
  return (
    <Section title={text.title} isMain>
      <FormBody form={form} submit={text.submit}>
        <PasswordField
          id="current-password"
          text={forms}
          label={text.current}
          error={wrong.current_password}
          value={values.current_password}
          autocomplete="current-password"
          onInput={(event) => set("current_password", event.currentTarget.value)}
        />
        <PasswordField
          id="new-password"
          text={forms}
          label={text.new}
          help={`${forms.passwordHelp} ${text.help}`}
          error={wrong.new_password}
          value={values.new_password}
          autocomplete="new-password"
          onInput={(event) => set("new_password", event.currentTarget.value)}
        />
      </FormBody>
    </Section>
  );
}
