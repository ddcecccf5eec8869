import { DAY_MS, type Template } from "./template.ts";
import { lasting, named } from "./wording.ts";

type Values = { inviter: string; organization: string; token: string; days: number };

export const invitation = {
  usefulForMs: 3 * DAY_MS,
  mail: {
    uz: ({ inviter, organization, token, days }, linkTo) => ({
      subject: `${named(organization)} sizni AI Foundry tizimiga taklif qilmoqda`,
      paragraphs: [
        "Assalomu alaykum!",
        `${named(inviter)} sizni AI Foundry tizimidagi “${named(organization)}” tashkilotiga taklif qildi. Taklifni qabul qilish va parol oʻrnatish uchun havolani oching.`,
      ],
      action: { label: "Taklifni qabul qilish", link: linkTo("invitation", token) },
      closing: [
        `Havola ${lasting(days, "days", "uz")} amal qiladi. Agar bu tashkilot sizga notanish boʻlsa, xatga eʼtibor bermang.`,
      ],
    }),
    ru: ({ inviter, organization, token, days }, linkTo) => ({
      subject: `${named(organization)} приглашает вас в AI Foundry`,
      paragraphs: [
        "Здравствуйте!",
        `${named(inviter)} приглашает вас в организацию «${named(organization)}» на платформе AI Foundry. Чтобы принять приглашение и задать пароль, откройте ссылку.`,
      ],
      action: { label: "Принять приглашение", link: linkTo("invitation", token) },
      closing: [
        `Ссылка действует ${lasting(days, "days", "ru")}. Если эта организация вам незнакома, не обращайте внимания на письмо.`,
      ],
    }),
    en: ({ inviter, organization, token, days }, linkTo) => ({
      subject: `${named(organization)} invites you to AI Foundry`,
      paragraphs: [
        "Hello,",
        `${named(inviter)} invites you to the organisation “${named(organization)}” on AI Foundry. Open the link to accept and to set a password.`,
      ],
      action: { label: "Accept the invitation", link: linkTo("invitation", token) },
      closing: [
        `The link works for ${lasting(days, "days", "en")}. If you do not know this organisation, ignore this message.`,
      ],
    }),
  },
} satisfies Template<Values>;
