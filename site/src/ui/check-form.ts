import type { Failure } from "../api.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";

type Forms = Dictionary["forms"];

/** What is wrong with an address, as far as can be seen without asking. */
export function checkEmail(email: string, text: Forms): string | undefined {
  if (email === "") return text.emailMissing;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : text.emailWrong;
}

/** What is wrong with a password that somebody chooses; whether it is easy to guess only the server says. */
export function checkNewPassword(password: string, text: Forms): string | undefined {
  if (password === "") return text.passwordMissing;
  if (password.length < 8) return text.passwordShort;
  return password.length > 128 ? text.passwordLong : undefined;
}

/** What is wrong with a person's name. */
export function checkFullName(name: string, text: Forms): string | undefined {
  if (name === "") return text.fullNameMissing;
  return name.length > 200 ? text.fullNameWrong : undefined;
}

/** A number without what people put between its digits. */
export const phoneFrom = (typed: string): string => typed.replace(/[\s().-]/g, "");

/** What is wrong with an international number, as `phoneFrom` leaves it. */
export const checkPhone = (phone: string, text: Forms): string | undefined =>
  /^\+[1-9]\d{6,14}$/.test(phone) ? undefined : text.phoneWrong;

/** A refusal of the whole form as something the person can act on; `otherwise` where the server gave no reason. */
export function explainFailure(failure: Failure, text: Forms, otherwise: string): string {
  const { kind, problem, retryAfterS, unanswered } = failure;
  if (unanswered) return text.unanswered[unanswered];
  if (kind === "offline") return text.offline;
  if (kind === "server") return text.server;
  if (kind === "too_many") return retryAfterS ? fill(text.tooMany, { seconds: retryAfterS }) : text.tooManySoon;
  return problem?.title ?? otherwise;
}

/** The fields that a refusal names. */
export const namedFields = ({ problem }: Failure): string[] => problem?.errors?.map(({ path }) => path) ?? [];

/**
 * Puts the focus into the first field, in reading order, that something is wrong with. Where only the form as a whole is,
 * `otherwise` names the field to go back to.
 */
export function focusFirstWrong(form: HTMLFormElement, complaints: Record<string, unknown>, otherwise?: string): void {
  const fields = [...form.querySelectorAll<HTMLInputElement>("input[name]")];
  const wrong = fields.find(({ name }) => complaints[name]) ?? fields.find(({ name }) => name === otherwise);
  wrong?.focus();
}
