import { DAY_MS, type Template } from "./template.ts";
import { briefMoment, greeting, moment } from "./wording.ts";

/** `at` in epoch milliseconds. */
type Values = { name: string; at: number };

export const passwordChanged = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, at }, linkTo) => ({
      subject: "Parolingiz oʻzgartirildi",
      paragraphs: [
        greeting(name, "uz"),
        `AI Foundry hisobingiz paroli oʻzgartirildi: ${moment(at, "uz")}. Boshqa qurilmalardagi seanslar yakunlandi.`,
        "Agar buni siz qilgan boʻlsangiz, boshqa hech narsa kerak emas. Aks holda parolni darhol tiklang va tashkilotingiz administratoriga xabar bering.",
      ],
      action: { label: "Parolni tiklash", link: linkTo("forgotPassword") },
      closing: [],
    }),
    ru: ({ name, at }, linkTo) => ({
      subject: "Ваш пароль изменён",
      paragraphs: [
        greeting(name, "ru"),
        `Пароль к вашей учётной записи AI Foundry изменён: ${moment(at, "ru")}. Сеансы на других устройствах завершены.`,
        "Если это сделали вы, больше ничего не нужно. Если нет — сразу восстановите пароль и сообщите администратору вашей организации.",
      ],
      action: { label: "Восстановить пароль", link: linkTo("forgotPassword") },
      closing: [],
    }),
    en: ({ name, at }, linkTo) => ({
      subject: "Your password was changed",
      paragraphs: [
        greeting(name, "en"),
        `The password of your AI Foundry account was changed: ${moment(at, "en")}. Sessions on other devices were ended.`,
        "If it was you, nothing else is needed. If not, reset the password at once and tell your organisation's administrator.",
      ],
      action: { label: "Reset the password", link: linkTo("forgotPassword") },
      closing: [],
    }),
  },
  sms: {
    uz: ({ at }) =>
      `AI Foundry: parolingiz oʻzgartirildi (${briefMoment(at)}). Bu siz boʻlmasangiz, parolni darhol tiklang va administratorga xabar bering.`,
    ru: ({ at }) => `AI Foundry: ваш пароль изменён (${briefMoment(at)}). Это не вы? Сразу восстановите пароль.`,
    en: ({ at }) =>
      `AI Foundry: your password was changed (${briefMoment(at)}). Not you? Reset it at once and tell your administrator.`,
  },
} satisfies Template<Values>;
