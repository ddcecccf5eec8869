import { DAY_MS, type Template } from "./template.ts";
import { briefMoment, greeting, lasting, moment } from "./wording.ts";

/** `at` in epoch milliseconds; `minutes` until codes are taken again. */
type Values = { name: string; at: number; minutes: number };

export const factorLocked = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, at, minutes }, linkTo) => ({
      subject: "Ikki bosqichli tasdiqlash vaqtincha bloklandi",
      paragraphs: [
        greeting(name, "uz"),
        `Tasdiqlash kodi ketma-ket bir necha marta notoʻgʻri kiritildi: ${moment(at, "uz")}. Shu sababli kodlar ${lasting(minutes, "minutes", "uz")} davomida qabul qilinmaydi.`,
        "Kodni siz kiritmagan boʻlsangiz, kimdir parolingizni biladi: uni darhol almashtiring.",
      ],
      action: { label: "Parolni almashtirish", link: linkTo("forgotPassword") },
      closing: [],
    }),
    ru: ({ name, at, minutes }, linkTo) => ({
      subject: "Второй фактор временно заблокирован",
      paragraphs: [
        greeting(name, "ru"),
        `Код подтверждения несколько раз подряд введён неверно: ${moment(at, "ru")}. Поэтому коды не принимаются ещё ${lasting(minutes, "minutes", "ru")}.`,
        "Если коды вводили не вы, кто-то знает ваш пароль: сразу смените его.",
      ],
      action: { label: "Сменить пароль", link: linkTo("forgotPassword") },
      closing: [],
    }),
    en: ({ name, at, minutes }, linkTo) => ({
      subject: "Your second factor is locked for a while",
      paragraphs: [
        greeting(name, "en"),
        `A wrong code was entered several times in a row: ${moment(at, "en")}. No code is taken for ${lasting(minutes, "minutes", "en")}.`,
        "If it was not you who entered them, somebody knows your password: change it at once.",
      ],
      action: { label: "Change the password", link: linkTo("forgotPassword") },
      closing: [],
    }),
  },
  sms: {
    uz: ({ at, minutes }) =>
      `AI Foundry: notoʻgʻri kodlar sababli ikki bosqichli tasdiqlash ${lasting(minutes, "minutes", "uz")}ga bloklandi (${briefMoment(at)}). Bu siz boʻlmasangiz, parolni almashtiring.`,
    ru: ({ at, minutes }) =>
      `AI Foundry: неверные коды, второй фактор закрыт на ${lasting(minutes, "minutes", "ru")} (${briefMoment(at)}). Это не вы? Смените пароль.`,
    en: ({ at, minutes }) =>
      `AI Foundry: wrong codes, your second factor is locked for ${lasting(minutes, "minutes", "en")} (${briefMoment(at)}). Not you? Change your password.`,
  },
} satisfies Template<Values>;
