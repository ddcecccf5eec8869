import { DAY_MS, type Template } from "./template.ts";
import { greeting, lasting } from "./wording.ts";

type Values = { name: string; token: string; hours: number };

export const verifyEmail = {
  usefulForMs: DAY_MS,
  mail: {
    uz: ({ name, token, hours }, linkTo) => ({
      subject: "Elektron pochta manzilingizni tasdiqlang",
      paragraphs: [
        greeting(name, "uz"),
        "Siz AI Foundry tizimida roʻyxatdan oʻtdingiz. Bu manzil sizniki ekanini tasdiqlash uchun havolani oching.",
      ],
      action: { label: "Manzilni tasdiqlash", link: linkTo("verifyEmail", token) },
      closing: [
        `Havola ${lasting(hours, "hours", "uz")} amal qiladi. Agar roʻyxatdan oʻtmagan boʻlsangiz, bu xatga eʼtibor bermang.`,
      ],
    }),
    ru: ({ name, token, hours }, linkTo) => ({
      subject: "Подтвердите адрес электронной почты",
      paragraphs: [
        greeting(name, "ru"),
        "Вы зарегистрировались в AI Foundry. Чтобы подтвердить, что этот адрес принадлежит вам, откройте ссылку.",
      ],
      action: { label: "Подтвердить адрес", link: linkTo("verifyEmail", token) },
      closing: [
        `Ссылка действует ${lasting(hours, "hours", "ru")}. Если вы не регистрировались, не обращайте внимания на это письмо.`,
      ],
    }),
    en: ({ name, token, hours }, linkTo) => ({
      subject: "Confirm your e-mail address",
      paragraphs: [
        greeting(name, "en"),
        "You signed up for AI Foundry. Open the link to confirm that this address is yours.",
      ],
      action: { label: "Confirm the address", link: linkTo("verifyEmail", token) },
      closing: [`The link works for ${lasting(hours, "hours", "en")}. If you did not sign up, ignore this message.`],
    }),
  },
} satisfies Template<Values>;
