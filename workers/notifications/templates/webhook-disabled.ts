import { DAY_MS, type Template } from "./template.ts";
import { moment, named } from "./wording.ts";

/** `reason`: the receiver answered 410, or nothing but failures for days. `at` in epoch milliseconds. */
type Values = { url: string; endpointId: string; reason: "gone" | "failing"; at: number };

export const webhookDisabled = {
  usefulForMs: 3 * DAY_MS,
  mail: {
    uz: ({ url, endpointId, reason, at }) => ({
      subject: "Webhook manzili oʻchirib qoʻyildi",
      paragraphs: [
        "Assalomu alaykum!",
        `Webhook manzilingizga yuborish toʻxtatildi: ${moment(at, "uz")}.\nManzil: ${named(url, 200)}\nIdentifikator: ${endpointId}`,
        reason === "gone"
          ? "Sababi: server 410 (Gone) deb javob berdi."
          : "Sababi: bir necha kun davomida barcha urinishlar muvaffaqiyatsiz tugadi.",
        "Serverni tuzatgach, manzilni API orqali qayta yoqing. Bu orada yuborilmay qolgan hodisalarni “recover” amali bilan qayta olish mumkin.",
      ],
      closing: [],
    }),
    ru: ({ url, endpointId, reason, at }) => ({
      subject: "Адрес вебхука отключён",
      paragraphs: [
        "Здравствуйте!",
        `Отправка на ваш адрес вебхука остановлена: ${moment(at, "ru")}.\nАдрес: ${named(url, 200)}\nИдентификатор: ${endpointId}`,
        reason === "gone"
          ? "Причина: сервер ответил 410 (Gone)."
          : "Причина: несколько дней подряд все попытки были неудачными.",
        "Исправьте сервер и снова включите адрес через API. Пропущенные события можно получить действием «recover».",
      ],
      closing: [],
    }),
    en: ({ url, endpointId, reason, at }) => ({
      subject: "A webhook endpoint was disabled",
      paragraphs: [
        "Hello,",
        `Nothing is sent to one of your webhook endpoints any more: ${moment(at, "en")}.\nAddress: ${named(url, 200)}\nId: ${endpointId}`,
        reason === "gone"
          ? "The reason: the server answered 410 (Gone)."
          : "The reason: every attempt failed for several days.",
        "Once the server is repaired, enable the endpoint again through the API. What it missed can be had with “recover”.",
      ],
      closing: [],
    }),
  },
} satisfies Template<Values>;
