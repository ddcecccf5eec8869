import { account } from "./en/account.ts";
import { admin } from "./en/admin.ts";
import { alerts } from "./en/alerts.ts";
import { audit } from "./en/audit.ts";
import { backtests } from "./en/backtests.ts";
import { blocks } from "./en/blocks.ts";
import { decisions } from "./en/decisions.ts";
import { docs } from "./en/docs.ts";
import { events } from "./en/events.ts";
import { features } from "./en/features.ts";
import { forms } from "./en/forms.ts";
import { keys } from "./en/keys.ts";
import { landing } from "./en/landing.ts";
import { lists } from "./en/lists.ts";
import { me } from "./en/me.ts";
import { merchants } from "./en/merchants.ts";
import { models } from "./en/models.ts";
import { oauth } from "./en/oauth.ts";
import { offer } from "./en/offer.ts";
import { overview } from "./en/overview.ts";
import { people } from "./en/people.ts";
import { period } from "./en/period.ts";
import { privacy } from "./en/privacy.ts";
import { proposals } from "./en/proposals.ts";
import { register } from "./en/register.ts";
import { requests } from "./en/requests.ts";
import { reviews } from "./en/reviews.ts";
import { ruleEditor } from "./en/rule-editor.ts";
import { rules } from "./en/rules.ts";
import { sandbox } from "./en/sandbox.ts";
import { scopes } from "./en/scopes.ts";
import { security } from "./en/security.ts";
import { shell } from "./en/shell.ts";
import { signIn } from "./en/sign-in.ts";
import { transaction } from "./en/transaction.ts";
import { trends } from "./en/trends.ts";
import { trust } from "./en/trust.ts";
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
    menu: "Menu",
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
  footer: {
    label: "Site",
    security: "Security",
    privacy: "Personal data",
    contact: "Write to us",
    status: "Status",
    changelog: "Changelog",
    errors: "Errors",
    api: "OpenAPI",
    rights: "Made in Uzbekistan",
  },
  landing,
  lists,
  merchants,
  models,
  forms,
  signIn,
  account,
  admin,
  alerts,
  backtests,
  blocks,
  decisions,
  features,
  docs,
  offer,
  overview,
  register,
  proposals,
  period,
  requests,
  reviews,
  ruleEditor,
  rules,
  shell,
  transaction,
  trust,
  keys,
  sandbox,
  scopes,
  webhooks,
  people,
  audit,
  me,
  security,
  oauth,
  trends,
  privacy,
  events,
  ui,
};
