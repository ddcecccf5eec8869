import { passwordRefused } from "../errors.ts";
import { hashPassword } from "./hash-password.ts";
import { type Weakness, weaknessOf } from "./weak-passwords.ts";

const reasons: Record<NonNullable<Weakness>, string> = {
  common: "Is among the passwords that are tried first",
  personal: "Is little more than a name that others know",
  repeated: "Repeats a short piece",
};

/** The hash of a password that somebody chose, if it is not one of those that are tried first; `path` names its field. */
export async function choosePassword(password: string, about: readonly string[], path = "password"): Promise<string> {
  const weakness = await weaknessOf(password, about);
  if (weakness) throw passwordRefused({ errors: [{ path, message: reasons[weakness] }] });
  return hashPassword(password);
}
