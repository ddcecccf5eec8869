import { account } from "./ru/account.ts";
import { admin } from "./ru/admin.ts";
import { alerts } from "./ru/alerts.ts";
import { audit } from "./ru/audit.ts";
import { backtests } from "./ru/backtests.ts";
import { blocks } from "./ru/blocks.ts";
import { decisions } from "./ru/decisions.ts";
import { docs } from "./ru/docs.ts";
import { events } from "./ru/events.ts";
import { features } from "./ru/features.ts";
import { forms } from "./ru/forms.ts";
import { keys } from "./ru/keys.ts";
import { landing } from "./ru/landing.ts";
import { lists } from "./ru/lists.ts";
import { me } from "./ru/me.ts";
import { merchants } from "./ru/merchants.ts";
import { models } from "./ru/models.ts";
import { oauth } from "./ru/oauth.ts";
import { offer } from "./ru/offer.ts";
import { overview } from "./ru/overview.ts";
import { people } from "./ru/people.ts";
import { period } from "./ru/period.ts";
import { privacy } from "./ru/privacy.ts";
import { proposals } from "./ru/proposals.ts";
import { register } from "./ru/register.ts";
import { requests } from "./ru/requests.ts";
import { reviews } from "./ru/reviews.ts";
import { ruleEditor } from "./ru/rule-editor.ts";
import { rules } from "./ru/rules.ts";
import { sandbox } from "./ru/sandbox.ts";
import { scopes } from "./ru/scopes.ts";
import { security } from "./ru/security.ts";
import { shell } from "./ru/shell.ts";
import { signIn } from "./ru/sign-in.ts";
import { transaction } from "./ru/transaction.ts";
import { trends } from "./ru/trends.ts";
import { trust } from "./ru/trust.ts";
import { ui } from "./ru/ui.ts";
import { webhooks } from "./ru/webhooks.ts";
import type { Dictionary } from "./uz.ts";

export const ru: Dictionary = {
  name: "Русский",
  skip: "Перейти к содержанию",
  language: "Язык",
  theme: { label: "Оформление", system: "Как в системе", light: "Светлое", dark: "Тёмное" },
  nav: {
    main: "Основное",
    menu: "Меню",
    products: "Продукты",
    pricing: "Цены",
    docs: "Документация",
    signIn: "Войти",
    signOut: "Выйти",
    stillSignedIn: "Выйти не удалось: сервис не ответил. Повторите чуть позже.",
  },
  copy: "Скопировать",
  copied: "Скопировано",
  notFound: {
    title: "Такой страницы нет",
    body: "Возможно, в адресе опечатка или страницу перенесли.",
    home: "На главную",
  },
  footer: {
    label: "Сайт",
    security: "Безопасность",
    privacy: "Персональные данные",
    contact: "Написать нам",
    status: "Состояние",
    changelog: "Изменения",
    errors: "Ошибки",
    api: "OpenAPI",
    rights: "Сделано в Узбекистане",
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
