import { DAY_MS, type Template } from "./template.ts";
import { moment, named } from "./wording.ts";

/** The review of `transaction` was handed up by `by`; `at` in epoch milliseconds. The reason stays where who paid stays. */
type Values = { by: string; transaction: string; score: number; at: number };

export const reviewEscalated = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ by, transaction, score, at }) => ({
      subject: "Toʻlov tekshiruvi yuqoriga uzatildi",
      paragraphs: [
        "Assalomu alaykum!",
        `Toʻlov tekshiruvi sizga uzatildi: ${moment(at, "uz")}.\nKim uzatdi: ${named(by)}\nToʻlov: ${named(transaction, 100)}\nXavf bali: ${score}`,
        "Sababi tekshiruv izohlarida yozilgan.",
      ],
      closing: [],
    }),
    ru: ({ by, transaction, score, at }) => ({
      subject: "Проверка платежа передана на уровень выше",
      paragraphs: [
        "Здравствуйте!",
        `Вам передана проверка платежа: ${moment(at, "ru")}.\nКто передал: ${named(by)}\nПлатёж: ${named(transaction, 100)}\nОценка риска: ${score}`,
        "Причина указана в заметках к проверке.",
      ],
      closing: [],
    }),
    en: ({ by, transaction, score, at }) => ({
      subject: "A review was escalated to you",
      paragraphs: [
        "Hello,",
        `The review of a payment was escalated to you: ${moment(at, "en")}.\nBy: ${named(by)}\nPayment: ${named(transaction, 100)}\nRisk score: ${score}`,
        "The reason stands among the notes of the review.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
