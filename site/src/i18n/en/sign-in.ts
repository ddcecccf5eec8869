import type { Dictionary } from "../uz.ts";

export const signIn: Dictionary["signIn"] = {
  title: "Sign in",
  email: "E-mail",
  password: "Password",
  show: "Show",
  hide: "Hide",
  submit: "Sign in",
  sending: "Checking",
  emailMissing: "Enter your work e-mail, such as name@bank.uz",
  emailWrong: "The address should look like name@bank.uz",
  passwordMissing: "Enter the password",
  passwordWrong: "A password is at most 128 characters long",
  refused: "You could not be signed in. Try again shortly.",
  tooMany: "Too many attempts. Try again in {seconds} seconds.",
  tooManySoon: "Too many attempts. Try again in a minute.",
  offline: "You are offline. What you typed is kept; press again when you are back.",
  server: "The service did not answer. What you typed is kept; press again shortly.",
  ask: "No account? Ask your organisation’s administrator.",
};
