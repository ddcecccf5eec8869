import type { Template } from "./template.ts";
import { lasting } from "./wording.ts";

type Values = { code: string; minutes: number };

export const smsCode = {
  usefulForMs: 5 * 60_000,
  sms: {
    uz: ({ code, minutes }) =>
      `AI Foundry kodi: ${code}. ${lasting(minutes, "minutes", "uz")} amal qiladi. Uni hech kimga aytmang.`,
    ru: ({ code, minutes }) =>
      `Код AI Foundry: ${code}. Действует ${lasting(minutes, "minutes", "ru")}. Никому его не сообщайте.`,
    en: ({ code, minutes }) =>
      `AI Foundry code: ${code}. Valid for ${lasting(minutes, "minutes", "en")}. Do not tell it to anyone.`,
  },
} satisfies Template<Values>;
