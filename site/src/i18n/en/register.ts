import type { Dictionary } from "../uz.ts";

export const register: Dictionary["register"] = {
  title: "Register your organisation",
  description: "Open a trial account for your organisation on AI Foundry.",
  lead: "A trial organisation opens at once, with you as its administrator. No payment details are asked for.",
  organization: "Name of the organisation",
  organizationMissing: "Enter the name of the organisation",
  organizationWrong: "A name is at most 200 characters long",
  phoneHelp: "In international form: +998 90 123 45 67",
  products: "Products",
  productsMissing: "Choose at least one product",
  submit: "Open the account",
  sending: "Opening your account",
  refused: "The account could not be opened and nothing was saved. Try again shortly.",
  known: "Have an account already?",
  invited: "If a colleague invited you, open the link of the mail instead: it leads into their organisation.",
  kept: "What is kept about you, and for how long",
};
