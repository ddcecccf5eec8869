import { account } from "./en/account.ts";
import { audit } from "./en/audit.ts";
import { decisions } from "./en/decisions.ts";
import { docs } from "./en/docs.ts";
import { events } from "./en/events.ts";
import { features } from "./en/features.ts";
import { forms } from "./en/forms.ts";
import { keys } from "./en/keys.ts";
import { landing } from "./en/landing.ts";
import { me } from "./en/me.ts";
import { oauth } from "./en/oauth.ts";
import { overview } from "./en/overview.ts";
import { people } from "./en/people.ts";
import { privacy } from "./en/privacy.ts";
import { reviews } from "./en/reviews.ts";
import { scopes } from "./en/scopes.ts";
import { security } from "./en/security.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/sign-in.ts";
import { transaction } from "./en/transaction.ts";
import { ui } from "./en/ui.ts";
import { webhooks } from "./en/webhooks.ts";
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
  forms,
  signIn,
  account,
  decisions,
  features,
  docs,
  overview,
  reviews,
  shell,
  transaction,
  keys,
  scopes,
  webhooks,
  people,
  audit,
  me,
  security,
  oauth,
  privacy,
  events,
  ui,
};
