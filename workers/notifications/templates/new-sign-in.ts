import { DAY_MS, type Template } from "./template.ts";
import { briefMoment, greeting, moment, named, namedBriefly } from "./wording.ts";

/** `at` in epoch milliseconds; `device` as the session is listed; `ip` in either notation. */
type Values = { name: string; at: number; device: string; ip: string };

export const newSignIn = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, at, device, ip }, linkTo) => ({
      subject: "Hisobingizga yangi joydan kirildi",
      paragraphs: [
        greeting(name, "uz"),
        "AI Foundry hisobingizga avval koʻrilmagan qurilma yoki manzildan kirildi.",
        `Vaqti: ${moment(at, "uz")}\nQurilma: ${named(device)}\nIP manzil: ${named(ip)}`,
        "Bu siz boʻlsangiz, hech narsa qilish shart emas. Aks holda parolni darhol almashtiring.",
      ],
      action: { label: "Parolni almashtirish", link: linkTo("forgotPassword") },
      closing: [],
    }),
    ru: ({ name, at, device, ip }, linkTo) => ({
      subject: "Новый вход в вашу учётную запись",
      paragraphs: [
        greeting(name, "ru"),
        "В вашу учётную запись AI Foundry вошли с устройства или адреса, которых раньше не было.",
        `Время: ${moment(at, "ru")}\nУстройство: ${named(device)}\nIP-адрес: ${named(ip)}`,
        "Если это были вы, ничего делать не нужно. Если нет — сразу смените пароль.",
      ],
      action: { label: "Сменить пароль", link: linkTo("forgotPassword") },
      closing: [],
    }),
    en: ({ name, at, device, ip }, linkTo) => ({
      subject: "New sign-in to your account",
      paragraphs: [
        greeting(name, "en"),
        "Somebody signed in to your AI Foundry account from a device or an address that was not seen before.",
        `Time: ${moment(at, "en")}\nDevice: ${named(device)}\nIP address: ${named(ip)}`,
        "If it was you, there is nothing to do. If not, change your password at once.",
      ],
      action: { label: "Change the password", link: linkTo("forgotPassword") },
      closing: [],
    }),
  },
  sms: {
    uz: ({ at, device }) =>
      `AI Foundry: hisobingizga yangi joydan kirildi (${briefMoment(at)}, ${namedBriefly(device)}). Bu siz boʻlmasangiz, parolni almashtiring.`,
    ru: ({ at, device }) =>
      `AI Foundry: новый вход (${briefMoment(at)}, ${namedBriefly(device)}). Это не вы? Смените пароль.`,
    en: ({ at, device }) =>
      `AI Foundry: new sign-in to your account (${briefMoment(at)}, ${namedBriefly(device)}). Not you? Change your password.`,
  },
} satisfies Template<Values>;
