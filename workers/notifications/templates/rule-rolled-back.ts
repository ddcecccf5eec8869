import { DAY_MS, type Template } from "./template.ts";
import { moment, named } from "./wording.ts";

/** `who` returned a rule to an earlier revision, or switched it off, alone; `revision` is its newest one since `at`. */
type Values = { rule: string; who: string; revision: number; at: number };

export const ruleRolledBack = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ rule, who, revision, at }) => ({
      subject: "Qoida ikkinchi odamning tasdigʻisiz orqaga qaytarildi",
      paragraphs: [
        "Assalomu alaykum!",
        `Qoida: ${named(rule, 200)}\nKim: ${named(who, 200)}\nYangi versiyasi: ${revision}\nVaqti: ${moment(at, "uz")}`,
        "Qoida avvalgi holatiga qaytarildi yoki oʻchirib qoʻyildi. Favqulodda holatda buni bir kishi qila oladi; oʻzgarish oʻrinli ekanini tekshirib koʻring.",
      ],
      closing: [],
    }),
    ru: ({ rule, who, revision, at }) => ({
      subject: "Правило откатили без второго подтверждения",
      paragraphs: [
        "Здравствуйте!",
        `Правило: ${named(rule, 200)}\nКто: ${named(who, 200)}\nНовая версия: ${revision}\nВремя: ${moment(at, "ru")}`,
        "Правило вернули к прежней версии или отключили. В экстренном случае это может сделать один человек; проверьте, что изменение было нужно.",
      ],
      closing: [],
    }),
    en: ({ rule, who, revision, at }) => ({
      subject: "A rule was rolled back without a second person",
      paragraphs: [
        "Hello,",
        `The rule: ${named(rule, 200)}\nBy: ${named(who, 200)}\nIts new revision: ${revision}\nAt: ${moment(at, "en")}`,
        "It was returned to an earlier version, or switched off. In an emergency one person may do so; please look whether it was called for.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
