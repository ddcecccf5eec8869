import { HOUR_MS, type Template } from "./template.ts";
import { greeting, lasting } from "./wording.ts";

type Values = { name: string; token: string; minutes: number };

export const resetPassword = {
  usefulForMs: HOUR_MS,
  mail: {
    uz: ({ name, token, minutes }, linkTo) => ({
      subject: "Parolni tiklash",
      paragraphs: [
        greeting(name, "uz"),
        "AI Foundry hisobingiz parolini tiklash soʻraldi. Yangi parol oʻrnatish uchun havolani oching.",
      ],
      action: { label: "Yangi parol oʻrnatish", link: linkTo("resetPassword", token) },
      closing: [
        `Havola ${lasting(minutes, "minutes", "uz")} amal qiladi va faqat bir marta ishlaydi.`,
        "Agar buni siz soʻramagan boʻlsangiz, hech narsa qilish shart emas: parolingiz oʻzgarmaydi.",
      ],
    }),
    ru: ({ name, token, minutes }, linkTo) => ({
      subject: "Восстановление пароля",
      paragraphs: [
        greeting(name, "ru"),
        "Кто-то запросил восстановление пароля к вашей учётной записи AI Foundry. Чтобы задать новый пароль, откройте ссылку.",
      ],
      action: { label: "Задать новый пароль", link: linkTo("resetPassword", token) },
      closing: [
        `Ссылка действует ${lasting(minutes, "minutes", "ru")} и срабатывает один раз.`,
        "Если это были не вы, ничего делать не нужно: пароль останется прежним.",
      ],
    }),
    en: ({ name, token, minutes }, linkTo) => ({
      subject: "Reset your password",
      paragraphs: [
        greeting(name, "en"),
        "Somebody asked to reset the password of your AI Foundry account. Open the link to set a new one.",
      ],
      action: { label: "Set a new password", link: linkTo("resetPassword", token) },
      closing: [
        `The link works for ${lasting(minutes, "minutes", "en")}, and only once.`,
        "If it was not you, there is nothing to do: your password stays as it is.",
      ],
    }),
  },
} satisfies Template<Values>;
