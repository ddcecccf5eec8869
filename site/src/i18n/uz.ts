import { account } from "./uz/account.ts";
import { admin } from "./uz/admin.ts";
import { alerts } from "./uz/alerts.ts";
import { audit } from "./uz/audit.ts";
import { backtests } from "./uz/backtests.ts";
import { blocks } from "./uz/blocks.ts";
import { decisions } from "./uz/decisions.ts";
import { docs } from "./uz/docs.ts";
import { events } from "./uz/events.ts";
import { features } from "./uz/features.ts";
import { forms } from "./uz/forms.ts";
import { keys } from "./uz/keys.ts";
import { landing } from "./uz/landing.ts";
import { lists } from "./uz/lists.ts";
import { me } from "./uz/me.ts";
import { merchants } from "./uz/merchants.ts";
import { models } from "./uz/models.ts";
import { oauth } from "./uz/oauth.ts";
import { offer } from "./uz/offer.ts";
import { overview } from "./uz/overview.ts";
import { people } from "./uz/people.ts";
import { period } from "./uz/period.ts";
import { privacy } from "./uz/privacy.ts";
import { proposals } from "./uz/proposals.ts";
import { register } from "./uz/register.ts";
import { requests } from "./uz/requests.ts";
import { reviews } from "./uz/reviews.ts";
import { ruleEditor } from "./uz/rule-editor.ts";
import { rules } from "./uz/rules.ts";
import { sandbox } from "./uz/sandbox.ts";
import { scopes } from "./uz/scopes.ts";
import { security } from "./uz/security.ts";
import { shell } from "./uz/shell.ts";
import { signIn } from "./uz/sign-in.ts";
import { transaction } from "./uz/transaction.ts";
import { trends } from "./uz/trends.ts";
import { trust } from "./uz/trust.ts";
import { ui } from "./uz/ui.ts";
import { webhooks } from "./uz/webhooks.ts";

/** Uzbek, written first; its shape is what the other languages must fill. */
export const uz = {
  name: "Oʻzbekcha",
  skip: "Asosiy qismga oʻtish",
  language: "Til",
  theme: { label: "Koʻrinish", system: "Tizimdagidek", light: "Yorugʻ", dark: "Qorongʻi" },
  nav: {
    main: "Asosiy",
    menu: "Menyu",
    products: "Mahsulotlar",
    pricing: "Narxlar",
    docs: "Hujjatlar",
    signIn: "Kirish",
    signOut: "Chiqish",
    stillSignedIn: "Hali tizimdasiz: xizmat javob bermadi. Birozdan keyin qayta urining.",
  },
  copy: "Nusxalash",
  copied: "Nusxalandi",
  notFound: {
    title: "Bu sahifa topilmadi",
    body: "Manzilda xato boʻlishi yoki sahifa boshqa joyga koʻchirilgan boʻlishi mumkin.",
    home: "Bosh sahifaga qaytish",
  },
  footer: {
    label: "Sayt",
    security: "Xavfsizlik",
    privacy: "Shaxsiy maʼlumotlar",
    contact: "Biz bilan bogʻlanish",
    status: "Holat",
    changelog: "Oʻzgarishlar",
    errors: "Xatolar",
    api: "OpenAPI",
    rights: "Oʻzbekistonda yaratilgan",
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

export type Dictionary = typeof uz;
