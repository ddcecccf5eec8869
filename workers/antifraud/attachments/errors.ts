import { defineProblem } from "#platform/problem";

export const attachmentNotFound = defineProblem({
  code: "antifraud.attachment_not_found",
  status: 404,
  title: { uz: "Bunday fayl yoʻq", ru: "Такого файла нет", en: "There is no such attachment" },
});
export const attachmentRefused = defineProblem({
  code: "antifraud.attachment_refused",
  status: 422,
  title: {
    uz: "Bu faylni biriktirib boʻlmaydi",
    ru: "Этот файл нельзя приложить",
    en: "This file cannot be attached",
  },
});
export const tooManyAttachments = defineProblem({
  code: "antifraud.too_many_attachments",
  status: 409,
  title: {
    uz: "Bu toʻlovga biriktirilgan fayllar soni chegaraga yetdi",
    ru: "К этому платежу приложено предельное число файлов",
    en: "As many files are attached to this payment as there may be",
  },
});
export const attachmentNotYours = defineProblem({
  code: "antifraud.attachment_not_yours",
  status: 403,
  title: {
    uz: "Faylni faqat uni biriktirgan xodim yoki administrator oʻchira oladi",
    ru: "Удалить файл может только приложивший его сотрудник или администратор",
    en: "Only whoever attached the file, or an administrator, may delete it",
  },
});
export const attachmentsUnavailable = defineProblem({
  code: "antifraud.attachments_unavailable",
  status: 503,
  title: {
    uz: "Fayllar ombori javob bermayapti, xuddi shu soʻrovni qayta yuboring",
    ru: "Хранилище файлов не отвечает, повторите тот же запрос",
    en: "The store of files does not answer, send the same request again",
  },
});
