import type { Dictionary } from "../uz.ts";

export const forms: Dictionary["forms"] = {
  email: "E-mail",
  password: "Password",
  show: "Show",
  hide: "Hide",
  emailMissing: "Enter your work e-mail, such as name@bank.uz",
  emailWrong: "The address should look like name@bank.uz",
  passwordMissing: "Enter the password",
  passwordHelp: "8 to 128 characters. Capitals and digits are not required.",
  passwordShort: "A password has at least 8 characters",
  passwordLong: "A password is at most 128 characters long",
  fullName: "Full name",
  fullNameMissing: "Enter your full name",
  fullNameWrong: "A name is at most 200 characters long",
  phone: "Phone",
  phoneWrong: "The number should look like +998 90 123 45 67",
  tooMany: "Too many attempts. Try again in {seconds} seconds.",
  tooManySoon: "Too many attempts. Try again in a minute.",
  offline: "You are offline. What you typed is kept; press again when you are back.",
  server: "The service did not answer. What you typed is kept; press again shortly.",
  unanswered: {
    repeatable: "No answer came, so it is not known whether this was done. Press again: it will not be done twice.",
    unrepeatable: "No answer came, so it is not known whether this was done. Check before you press again.",
  },
};
