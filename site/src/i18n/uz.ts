import { account } from "./uz/account.ts";
import { audit } from "./uz/audit.ts";
import { decisions } from "./uz/decisions.ts";
import { docs } from "./uz/docs.ts";
import { events } from "./uz/events.ts";
import { features } from "./uz/features.ts";
import { forms } from "./uz/forms.ts";
import { keys } from "./uz/keys.ts";
import { landing } from "./uz/landing.ts";
import { me } from "./uz/me.ts";
import { oauth } from "./uz/oauth.ts";
import { overview } from "./uz/overview.ts";
import { people } from "./uz/people.ts";
import { privacy } from "./uz/privacy.ts";
import { reviews } from "./uz/reviews.ts";
import { scopes } from "./uz/scopes.ts";
import { security } from "./uz/security.ts";
import { shell } from "./uz/shell.ts";
import { signIn } from "./uz/sign-in.ts";
import { transaction } from "./uz/transaction.ts";
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
  footer: { errors: "Xatolar", api: "OpenAPI", rights: "Oʻzbekistonda yaratilgan" },
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

export type Dictionary = typeof uz;
