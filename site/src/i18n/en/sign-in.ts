import type { Dictionary } from "../uz.ts";

export const signIn: Dictionary["signIn"] = {
  title: "Sign in",
  description: "Sign in to AI Foundry: decisions on payments, the review queue and rules.",
  submit: "Sign in",
  sending: "Checking",
  refused: "You could not be signed in. Try again shortly.",
  code: "Code",
  codeHelp: "Six digits from your authenticator application, or a backup code.",
  codeMissing: "Enter the code from the application",
  codeExpired: "This took too long. Enter your password again.",
  back: "Back",
  forgotten: "Forgotten password?",
  ask: "No account? Ask your organisation’s administrator.",
  register: "Register an organisation",
};
