import { DAY_MS, type Template } from "./template.ts";
import { briefMoment, greeting, moment, named } from "./wording.ts";

/** `at` in epoch milliseconds; `device` as the session is listed. */
type Values = { name: string; at: number; device: string };

export const refreshReused = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, at, device }, linkTo) => ({
      subject: "Xavfsizlik uchun seansingiz yakunlandi",
      paragraphs: [
        greeting(name, "uz"),
        `Eski kirish tokeni qayta ishlatilgani sababli seansingiz yakunlandi: ${moment(at, "uz")}, qurilma: ${named(device)}. Bu token oʻgʻirlangan boʻlishi mumkinligini bildiradi.`,
        "Tizimga qaytadan kiring. Agar qurilma sizga notanish boʻlsa, parolni almashtiring va administratorga xabar bering.",
      ],
      action: { label: "Parolni almashtirish", link: linkTo("forgotPassword") },
      closing: [],
    }),
    ru: ({ name, at, device }, linkTo) => ({
      subject: "Ваш сеанс завершён из соображений безопасности",
      paragraphs: [
        greeting(name, "ru"),
        `Сеанс завершён, потому что повторно использован старый токен входа: ${moment(at, "ru")}, устройство: ${named(device)}. Возможно, токен похищен.`,
        "Войдите заново. Если устройство вам незнакомо, смените пароль и сообщите администратору.",
      ],
      action: { label: "Сменить пароль", link: linkTo("forgotPassword") },
      closing: [],
    }),
    en: ({ name, at, device }, linkTo) => ({
      subject: "Your session was ended to keep you safe",
      paragraphs: [
        greeting(name, "en"),
        `A session was ended because an old sign-in token was used again: ${moment(at, "en")}, device: ${named(device)}. The token may have been stolen.`,
        "Sign in again. If you do not know the device, change your password and tell your administrator.",
      ],
      action: { label: "Change the password", link: linkTo("forgotPassword") },
      closing: [],
    }),
  },
  sms: {
    uz: ({ at }) =>
      `AI Foundry: eski token qayta ishlatilgani uchun seansingiz yakunlandi (${briefMoment(at)}). Bu siz boʻlmasangiz, parolni almashtiring.`,
    ru: ({ at }) =>
      `AI Foundry: сеанс завершён, повторно использован старый токен (${briefMoment(at)}). Это не вы? Смените пароль.`,
    en: ({ at }) =>
      `AI Foundry: your session was ended as an old token was used again (${briefMoment(at)}). Not you? Change your password.`,
  },
} satisfies Template<Values>;
