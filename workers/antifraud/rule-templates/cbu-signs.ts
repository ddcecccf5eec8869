import type { Localized } from "#platform/i18n";
import type { Expression } from "../rule-language/expression.ts";
import type { Action } from "../rules/rule.ts";

/** What a rule counts that payments are not judged by already: an aggregate that its organisation defines first. */
export type NeededAggregate = {
  name: string;
  statistic: "distinct";
  entity: "user" | "card";
  of: "merchants" | "cards";
  window: "30d";
  filter: Record<string, { operator: string; value: unknown }>;
};

/** A rule that an organisation may take as its own. Amounts follow the base calculation amount, in soums. */
export type RuleTemplate = {
  id: string;
  title: Localized;
  description: Localized;
  action: Action;
  aggregates: readonly NeededAggregate[];
  /** `usdPerSoum` turns the amount for payments in other currencies. */
  expressionOf: (baseAmount: number, usdPerSoum: number) => Expression;
};

const field = (name: string) => ({ field: name });

/** So many counterparties, this one among them: it is new, and one fewer came before. */
const reaches = (aggregate: string, count: number, isNew: Expression): Expression => ({
  or: [{ gte: [field(`agg.${aggregate}`), count] }, { and: [{ gte: [field(`agg.${aggregate}`), count - 1] }, isNew] }],
});

/** Payments of at least so many base amounts, in whatever currency. */
const isAtLeast = (times: number, baseAmount: number, usdPerSoum: number): Expression => ({
  or: [
    {
      and: [{ eq: [field("currency"), "UZS"] }, { gte: [field("amount_local"), { multiply: [times, baseAmount] }] }],
    },
    {
      and: [
        { ne: [field("currency"), "UZS"] },
        { gte: [field("amount"), Math.round(times * baseAmount * usdPerSoum)] },
      ],
    },
  ],
});

const isInternational: Expression = { eq: [field("is_international"), 1] };
const international = { is_international: { operator: "equals", value: true } };

/** Signs of suspicious operations after Resolution 3266-3 of the Central Bank of Uzbekistan, as they are commonly told. */
export const cbuSigns: readonly RuleTemplate[] = [
  {
    id: "cbu_one_foreign_wallet_to_many",
    title: {
      uz: "Bitta xorijiy hamyondan 30 kunda 5 va undan koʻp oluvchiga pul oʻtkazish",
      ru: "Переводы с одного иностранного кошелька пяти и более получателям за 30 дней",
      en: "From one foreign wallet to five or more recipients in 30 days",
    },
    description: {
      uz: "Xorijiy toʻlovchi (user_id) oxirgi 30 kunda beshinchi yoki undan keyingi yangi oluvchiga (merchant) pul oʻtkazmoqda.",
      ru: "Иностранный плательщик (user_id) за последние 30 дней переводит деньги пятому или следующему получателю (merchant).",
      en: "A foreign payer (user_id) pays the fifth recipient (merchant) or a later one within 30 days.",
    },
    action: "REVIEW",
    aggregates: [
      {
        name: "foreign_recipients_30d",
        statistic: "distinct",
        entity: "user",
        of: "merchants",
        window: "30d",
        filter: international,
      },
    ],
    expressionOf: () => ({
      and: [isInternational, reaches("foreign_recipients_30d", 5, { eq: [field("payer_new_merchant"), 1] })],
    }),
  },
  {
    id: "cbu_many_foreign_cards_to_one",
    title: {
      uz: "Bitta hamyonni 30 kunda 5 va undan koʻp xorijiy kartadan toʻldirish",
      ru: "Пополнение одного кошелька с пяти и более иностранных карт за 30 дней",
      en: "One wallet from five or more foreign cards in 30 days",
    },
    description: {
      uz: "Bitta foydalanuvchi (user_id) oxirgi 30 kunda beshinchi yoki undan keyingi yangi xorijiy karta (card_fingerprint) bilan toʻlamoqda.",
      ru: "Один пользователь (user_id) за последние 30 дней платит пятой или следующей иностранной картой (card_fingerprint).",
      en: "One user (user_id) pays with the fifth foreign card (card_fingerprint) or a later one within 30 days.",
    },
    action: "REVIEW",
    aggregates: [
      {
        name: "foreign_cards_30d",
        statistic: "distinct",
        entity: "user",
        of: "cards",
        window: "30d",
        filter: international,
      },
    ],
    expressionOf: () => ({
      // Of a card that never paid before nothing is known, its age neither.
      and: [isInternational, reaches("foreign_cards_30d", 5, { not: { exists: field("payer_age_days") } })],
    }),
  },
  {
    id: "cbu_30_base_amounts_abroad",
    title: {
      uz: "Bazaviy hisoblash miqdorining 30 baravaridan ortiq xalqaro toʻlov",
      ru: "Международный платёж от 30-кратной базовой расчётной величины",
      en: "An international payment of 30 base calculation amounts or more",
    },
    description: {
      uz: "Toʻlov xalqaro va summasi bazaviy hisoblash miqdorining 30 baravariga teng yoki undan ortiq.",
      ru: "Платёж международный, и его сумма не меньше 30-кратной базовой расчётной величины.",
      en: "The payment is international, and its amount is 30 times the base calculation amount or more.",
    },
    action: "REVIEW",
    aggregates: [],
    expressionOf: (base, rate) => ({ and: [isInternational, isAtLeast(30, base, rate)] }),
  },
  {
    id: "cbu_500_base_amounts",
    title: {
      uz: "Bazaviy hisoblash miqdorining 500 baravaridan ortiq toʻlov",
      ru: "Платёж от 500-кратной базовой расчётной величины",
      en: "A payment of 500 base calculation amounts or more",
    },
    description: {
      uz: "Toʻlov summasi bazaviy hisoblash miqdorining 500 baravariga teng yoki undan ortiq.",
      ru: "Сумма платежа не меньше 500-кратной базовой расчётной величины.",
      en: "The amount is 500 times the base calculation amount or more.",
    },
    action: "REVIEW",
    aggregates: [],
    expressionOf: (base, rate) => isAtLeast(500, base, rate),
  },
];

/** What stands beside every template. */
export const templateNotice: Localized = {
  uz: "Bu namuna, huquqiy xulosa emas: yoqishdan oldin Markaziy bankning amaldagi hujjati va bazaviy hisoblash miqdori bilan solishtiring",
  ru: "Это шаблон, а не правовое заключение: перед включением сверьте его с действующим документом Центрального банка и базовой расчётной величиной",
  en: "A template, not legal advice: check it against the text in force of the Central Bank and the base calculation amount before it is enabled",
};
