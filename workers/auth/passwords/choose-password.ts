import type { Localized } from "#platform/i18n";
import { passwordRefused } from "../errors.ts";
import { hashPassword } from "./hash-password.ts";
import { type Weakness, weaknessOf } from "./weak-passwords.ts";

const reasons: Record<NonNullable<Weakness>, Localized> = {
  common: {
    uz: "Bu parol birinchi boʻlib sinab koʻriladiganlardan",
    ru: "Этот пароль среди тех, что пробуют первыми",
    en: "Is among the passwords that are tried first",
  },
  personal: {
    uz: "Parol boshqalarga maʼlum nomdan deyarli farq qilmaydi",
    ru: "Пароль почти не отличается от имени, которое знают другие",
    en: "Is little more than a name that others know",
  },
  repeated: {
    uz: "Parolda qisqa boʻlak takrorlanadi",
    ru: "В пароле повторяется короткий фрагмент",
    en: "Repeats a short piece",
  },
};

/** The hash of a password that somebody chose, if it is not one of those that are tried first; `path` names its field. */
export async function choosePassword(password: string, about: readonly string[], path = "password"): Promise<string> {
  const weakness = await weaknessOf(password, about);
  if (weakness) throw passwordRefused({ errors: [{ path, message: reasons[weakness] }] });
  return hashPassword(password);
}
