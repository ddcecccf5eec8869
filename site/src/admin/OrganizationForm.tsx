import { callApi } from "../api.ts";
import type { OrganizationView } from "../api-types.ts";
import { command } from "../command.ts";
import { ProductField } from "../organization/ProductField.tsx";
import { organizationPath } from "../organization/people-api.ts";
import { productNames } from "../organization/products.ts";
import { checkEmail } from "../ui/check-form.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import type { OrganizationsWords } from "./OrganizationsPage.tsx";
import { optionsOf } from "./options-of.ts";

type Values = Pick<OrganizationView, "name" | "type" | "subscription_tier" | "modules" | "billing_email">;
type OrganizationFormProps = {
  words: OrganizationsWords;
  /** The one that is changed; without it a new one is opened. */
  organization?: OrganizationView;
  onDone: (organization: OrganizationView) => void;
  onCancel?: () => void;
};

const blank: Values = {
  name: "",
  type: "bank",
  subscription_tier: "starter",
  modules: ["antifraud"],
  billing_email: "",
};

/** What an organisation is called, what it pays for and where invoices go; of one that there is only what changed is sent. */
export function OrganizationForm({ words, organization, onDone, onCancel }: OrganizationFormProps) {
  const { admin, forms, language, products } = words;
  const { form: text, create, columns } = admin.organizations;
  const form = useForm<Values, OrganizationView>({
    initial: organization ? valuesOf(organization) : blank,
    mend: { billing_email: forms.emailWrong, name: text.nameMissing, modules: text.productMissing },
    check: ({ name, modules, billing_email }) => ({
      name: name.trim() === "" ? text.nameMissing : undefined,
      modules: modules.length === 0 ? text.productMissing : undefined,
      billing_email:
        organization && billing_email === organization.billing_email
          ? undefined
          : checkEmail(billing_email.trim(), forms),
    }),
    send: (values, key) => send(organization, trimmed(values), (method, body) => command(language, method, body, key)),
    onDone,
  });
  const { values, set, wrong } = form;
  const prefix = organization ? "organization" : "new-organization";
  return (
    <FormBody form={form} submit={organization ? text.submit : create.submit} onCancel={onCancel}>
      <Field
        id={`${prefix}-name`}
        label={columns.name}
        error={wrong.name}
        maxLength={200}
        value={values.name}
        autocomplete="off"
        autofocus={organization === undefined}
        onInput={(event) => set("name", event.currentTarget.value)}
      />
      <Select
        id={`${prefix}-type`}
        label={columns.type}
        error={wrong.type}
        value={values.type}
        options={optionsOf(admin.types)}
        // SAFETY: the options are the types.
        onChange={(event) => set("type", event.currentTarget.value as Values["type"])}
      />
      <Select
        id={`${prefix}-plan`}
        label={columns.plan}
        error={wrong.subscription_tier}
        value={values.subscription_tier}
        options={optionsOf(admin.plans)}
        // SAFETY: the options are the plans.
        onChange={(event) => set("subscription_tier", event.currentTarget.value as Values["subscription_tier"])}
      />
      <div class="grid gap-1.5" data-wrong={wrong.modules ? "" : undefined} tabIndex={-1}>
        <ProductField
          label={products}
          offered={Object.keys(productNames)}
          value={values.modules}
          onChange={(modules) => set("modules", modules)}
        />
        {wrong.modules && (
          <p class="text-13 text-bad" role="alert">
            {wrong.modules}
          </p>
        )}
        {organization && <p class="text-13 text-ink-2">{text.productsHelp}</p>}
      </div>
      <Field
        id={`${prefix}-billing`}
        label={text.billing}
        error={wrong.billing_email}
        type="email"
        inputMode="email"
        value={values.billing_email}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => set("billing_email", event.currentTarget.value)}
      />
    </FormBody>
  );
}

const valuesOf = ({ name, type, subscription_tier, modules, billing_email }: OrganizationView): Values => ({
  name,
  type,
  subscription_tier,
  modules,
  billing_email,
});

const trimmed = (values: Values): Values => ({
  ...values,
  name: values.name.trim(),
  billing_email: values.billing_email.trim(),
});

/** Where nothing changed, nothing is sent. */
function send(
  before: OrganizationView | undefined,
  values: Values,
  toCall: (method: "POST" | "PUT", body: Partial<Values>) => ReturnType<typeof command>,
) {
  if (!before) return callApi<OrganizationView>("/api/organizations", toCall("POST", values));
  const was = valuesOf(before);
  const changed = Object.entries(values).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof Values]),
  );
  if (changed.length === 0) return Promise.resolve({ ok: true as const, data: before, status: 200 });
  return callApi<OrganizationView>(organizationPath(before.id), toCall("PUT", Object.fromEntries(changed)));
}
