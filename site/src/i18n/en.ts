import { account } from "./en/account.ts";
import { alerts } from "./en/alerts.ts";
import { blocks } from "./en/blocks.ts";
import { decisions } from "./en/decisions.ts";
import { docs } from "./en/docs.ts";
import { features } from "./en/features.ts";
import { forms } from "./en/forms.ts";
import { landing } from "./en/landing.ts";
import { lists } from "./en/lists.ts";
import { merchants } from "./en/merchants.ts";
import { models } from "./en/models.ts";
import { overview } from "./en/overview.ts";
import { period } from "./en/period.ts";
import { reviews } from "./en/reviews.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/sign-in.ts";
import { transaction } from "./en/transaction.ts";
import { trends } from "./en/trends.ts";
import { ui } from "./en/ui.ts";
import type { Dictionary } from "./uz.ts";

export const en: Dictionary = {
  name: "English",
  skip: "Skip to content",
  language: "Language",
  theme: { label: "Appearance", system: "As the system", light: "Light", dark: "Dark" },
  nav: {
    main: "Main",
    products: "Products",
    pricing: "Pricing",
    docs: "Docs",
    signIn: "Sign in",
    signOut: "Sign out",
    stillSignedIn: "You are still signed in: the service did not answer. Try again shortly.",
  },
  copy: "Copy",
  copied: "Copied",
  notFound: {
    title: "There is no such page",
    body: "The address may be mistyped, or the page has moved.",
    home: "Go to the home page",
  },
  footer: { errors: "Errors", api: "OpenAPI", rights: "Made in Uzbekistan" },
  landing,
  lists,
  merchants,
  models,
  forms,
  signIn,
  account,
  alerts,
  blocks,
  decisions,
  features,
  docs,
  overview,
  period,
  reviews,
  shell,
  transaction,
  trends,
  ui,
};
