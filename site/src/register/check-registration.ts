import type { Failure } from "../api.ts";
import type { Dictionary } from "../i18n/index.ts";
import {
  checkEmail,
  checkFullName,
  checkNewPassword,
  checkPhone,
  explainFailure,
  namedFields,
  phoneFrom,
} from "../ui/check-form.ts";

/** What the form says; `signIn` is the word of the link to there. */
export type Text = Dictionary["forms"] & Dictionary["register"] & { signIn: string };

type Registration = {
  organization_name: string;
  full_name: string;
  email: string;
  phone: string;
  password: string;
  modules: string[];
};
type FieldName = keyof Registration;

/** What is wrong, beside the field that it is about. */
export type Complaints = { [field in FieldName]?: string } & { form?: string; isTaken?: boolean };

/** What was typed, as the API takes it. */
export function readRegistration(form: HTMLFormElement): Registration {
  const fields = new FormData(form);
  const textOf = (name: FieldName) => String(fields.get(name)).trim();
  return {
    organization_name: textOf("organization_name"),
    full_name: textOf("full_name"),
    email: textOf("email"),
    phone: phoneFrom(textOf("phone")),
    password: String(fields.get("password")),
    modules: fields.getAll("modules").map(String),
  };
}

/** What can be seen to be wrong without asking. */
export function checkRegistration(given: Registration, text: Text): Complaints {
  const { organization_name: organization } = given;
  return {
    organization_name:
      organization === "" ? text.organizationMissing : organization.length > 200 ? text.organizationWrong : undefined,
    full_name: checkFullName(given.full_name, text),
    email: checkEmail(given.email, text),
    phone: checkPhone(given.phone, text),
    password: checkNewPassword(given.password, text),
    modules: given.modules.length === 0 ? text.productsMissing : undefined,
  };
}

/** A refusal as something the person can act on, beside the field that it is about. */
export function complainOf(failure: Failure, text: Text): Complaints {
  const said = explainFailure(failure, text, text.refused);
  const code = failure.problem?.code;
  if (code === "auth.email_taken") return { email: said, isTaken: true };
  if (code === "auth.password_refused") return { password: said };
  const wrong = failure.kind === "invalid" ? namedFields(failure) : [];
  const words: Required<Omit<Complaints, "form" | "isTaken">> = {
    organization_name: text.organizationWrong,
    full_name: text.fullNameWrong,
    email: text.emailWrong,
    phone: text.phoneWrong,
    password: text.passwordLong,
    modules: text.productsMissing,
  };
  const named = Object.entries(words).filter(([field]) => wrong.some((path) => path.split(".")[0] === field));
  return named.length > 0 ? Object.fromEntries(named) : { form: said };
}
