import { DAY_MS, type Template } from "./template.ts";
import { lasting, moment, named } from "./wording.ts";

/** `what` is the name of a rule, or `model`; `rate` and `limit` are percents of the `payments` of the last `minutes`, as of `at`. */
type Values = { what: string; rate: number; limit: number; payments: number; minutes: number; at: number };

export const breakerTripped = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ what, rate, limit, payments, minutes, at }) => ({
      subject: "Qoida yoki model haddan ortiq toʻlovni toʻxtatyapti",
      paragraphs: [
        "Assalomu alaykum!",
        `Qoida yoki model: ${named(what, 200)}\nToʻxtatilgan toʻlovlar: ${rate} %, chegara ${limit} %\nToʻlovlar soni: ${payments} (${lasting(minutes, "minutes", "uz")})\nVaqti: ${moment(at, "uz")}`,
        "Shu sababli u endi toʻlovlarni toʻxtatmaydi, balki tekshiruvga yuboradi. Sababini aniqlab, himoyani qoʻlda tiklang: oʻzi tiklanmaydi.",
      ],
      closing: [],
    }),
    ru: ({ what, rate, limit, payments, minutes, at }) => ({
      subject: "Правило или модель блокирует слишком много платежей",
      paragraphs: [
        "Здравствуйте!",
        `Правило или модель: ${named(what, 200)}\nЗаблокировано: ${rate} %, предел ${limit} %\nПлатежей: ${payments} (${lasting(minutes, "minutes", "ru")})\nВремя: ${moment(at, "ru")}`,
        "Поэтому теперь вместо блокировки эти платежи отправляются на проверку. Выясните причину и восстановите блокировку вручную: сама она не включится.",
      ],
      closing: [],
    }),
    en: ({ what, rate, limit, payments, minutes, at }) => ({
      subject: "A rule or the model blocks too many payments",
      paragraphs: [
        "Hello,",
        `The rule or model: ${named(what, 200)}\nBlocked: ${rate} %, the limit being ${limit} %\nPayments: ${payments} (${lasting(minutes, "minutes", "en")})\nAt: ${moment(at, "en")}`,
        "What it would block is sent to review from now on. Find out why, then reset its breaker: it does not come back by itself.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
