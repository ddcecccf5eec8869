import { callApi } from "../api.ts";
import type { InvitationView, Profile, Role } from "../api-types.ts";
import { command } from "../command.ts";
import { checkEmail } from "../ui/check-form.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import type { PeopleWords } from "./PeoplePage.tsx";
import { ProductField } from "./ProductField.tsx";
import { givenRoles, organizationPath } from "./people-api.ts";

type InviteFormProps = {
  words: PeopleWords;
  me: Profile;
  onDone: (invitation: InvitationView) => void;
  onCancel: () => void;
};
type Values = { email: string; role: Role; modules: string[] };

/** Invites somebody by mail, as what and to which products. */
export function InviteForm({ words: { people, roles, forms, language }, me, onDone, onCancel }: InviteFormProps) {
  const text = people.invite;
  const form = useForm<Values, InvitationView>({
    initial: { email: "", role: "viewer", modules: [...me.modules] },
    mend: { email: forms.emailWrong },
    check: ({ email }) => ({ email: checkEmail(email.trim(), forms) }),
    send: ({ email, ...rest }, key) =>
      callApi<InvitationView>(
        `${organizationPath(me.organization_id)}/invite-user`,
        command(language, "POST", { ...rest, email: email.trim() }, key),
      ),
    explain: ({ problem }) => (problem?.code === "auth.already_member" ? { email: problem.title } : undefined),
    onDone,
  });
  const { values, set, wrong } = form;
  return (
    <FormBody form={form} submit={text.submit} onCancel={onCancel}>
      <Field
        id="invite-email"
        label={forms.email}
        help={text.help}
        error={wrong.email}
        type="email"
        inputMode="email"
        value={values.email}
        autocomplete="off"
        spellcheck={false}
        autofocus
        onInput={(event) => set("email", event.currentTarget.value)}
      />
      <Select
        id="invite-role"
        label={people.columns.role}
        help={people.roleNotes[values.role]}
        error={wrong.role}
        value={values.role}
        options={givenRoles(roles, me)}
        // SAFETY: the options are roles.
        onChange={(event) => set("role", event.currentTarget.value as Role)}
      />
      <ProductField
        label={people.columns.products}
        offered={me.modules}
        value={values.modules}
        onChange={(modules) => set("modules", modules)}
      />
    </FormBody>
  );
}
