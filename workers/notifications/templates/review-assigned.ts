import { DAY_MS, type Template } from "./template.ts";
import { greeting, moment, named } from "./wording.ts";

/** `payments` that `by` gave to somebody at once, the first of them `transaction`; `at` in epoch milliseconds. */
type Values = { name: string; by: string; payments: number; transaction: string; at: number };

export const reviewAssigned = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, by, payments, transaction, at }) => ({
      subject: "Sizga tekshirish uchun toʻlov topshirildi",
      paragraphs: [
        greeting(name, "uz"),
        `Toʻlovlarni tekshirish sizga topshirildi: ${moment(at, "uz")}.\nKim topshirdi: ${named(by)}\nToʻlovlar soni: ${payments}\nBirinchisi: ${named(transaction, 100)}`,
        "Tekshiruvni oʻzingizga olmaguningizcha uni boshqa xodim ham olishi mumkin.",
      ],
      closing: [],
    }),
    ru: ({ name, by, payments, transaction, at }) => ({
      subject: "Вам поручена проверка платежей",
      paragraphs: [
        greeting(name, "ru"),
        `Вам поручена проверка платежей: ${moment(at, "ru")}.\nКто поручил: ${named(by)}\nЧисло платежей: ${payments}\nПервый из них: ${named(transaction, 100)}`,
        "Пока вы не взяли проверку на себя, её может взять и другой сотрудник.",
      ],
      closing: [],
    }),
    en: ({ name, by, payments, transaction, at }) => ({
      subject: "You were given payments to review",
      paragraphs: [
        greeting(name, "en"),
        `You were given payments to review: ${moment(at, "en")}.\nBy: ${named(by)}\nNumber of payments: ${payments}\nThe first of them: ${named(transaction, 100)}`,
        "Until you claim a review, somebody else may claim it as well.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
