import { DAY_MS, type Template } from "./template.ts";
import { moment, named } from "./wording.ts";

/** `payments` that the rule hit since the mail before, the last of them `transaction`, decided `at` (epoch milliseconds). */
type Values = { rule: string; payments: number; transaction: string; at: number };

export const ruleHit = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ rule, payments, transaction, at }) => ({
      subject: "Toʻlovlarda qoidangiz ishladi",
      paragraphs: [
        "Assalomu alaykum!",
        `Qoida ishladi: ${named(rule, 200)}\nToʻlovlar soni: ${payments}\nOxirgisi: ${named(transaction, 100)}, ${moment(at, "uz")}`,
        "Bitta qoida haqida soatiga bir martadan koʻp yozmaymiz. Toʻlov tafsilotlari boshqaruv panelidagi “Qarorlar” sahifasida.",
      ],
      closing: [],
    }),
    ru: ({ rule, payments, transaction, at }) => ({
      subject: "Сработало ваше правило",
      paragraphs: [
        "Здравствуйте!",
        `Сработало правило: ${named(rule, 200)}\nПлатежей: ${payments}\nПоследний: ${named(transaction, 100)}, ${moment(at, "ru")}`,
        "Об одном правиле мы пишем не чаще раза в час. Подробности платежей — в панели управления, на странице «Решения».",
      ],
      closing: [],
    }),
    en: ({ rule, payments, transaction, at }) => ({
      subject: "One of your rules was hit",
      paragraphs: [
        "Hello,",
        `The rule: ${named(rule, 200)}\nPayments: ${payments}\nThe last one: ${named(transaction, 100)}, ${moment(at, "en")}`,
        "Of one rule we write once an hour at most. The payments are in the panel, on the page “Decisions”.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
