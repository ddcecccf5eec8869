import { defineProblem } from "#platform/problem";

export const listNotFound = defineProblem({
  code: "antifraud.list_not_found",
  status: 404,
  title: { uz: "Bunday roʻyxat yoʻq", ru: "Такого списка нет", en: "There is no such list" },
});
export const listEntryNotFound = defineProblem({
  code: "antifraud.list_entry_not_found",
  status: 404,
  title: {
    uz: "Roʻyxatda bunday yozuv yoʻq",
    ru: "Такой записи в списке нет",
    en: "There is no such entry on the list",
  },
});
export const listNameTaken = defineProblem({
  code: "antifraud.list_name_taken",
  status: 409,
  title: {
    uz: "Bunday nomli roʻyxat allaqachon bor",
    ru: "Список с таким названием уже есть",
    en: "There is a list of this name already",
  },
});
export const listInUse = defineProblem({
  code: "antifraud.list_in_use",
  status: 409,
  title: {
    uz: "Roʻyxatdan yoqilgan qoidalar foydalanmoqda, avval ularni oʻzgartiring",
    ru: "Список используют включённые правила, сначала измените их",
    en: "Enabled rules ask this list, change them first",
  },
});
export const listKeptBySystem = defineProblem({
  code: "antifraud.list_kept_by_system",
  status: 409,
  title: {
    uz: "Bu roʻyxatni tizimning oʻzi yuritadi: bloklash orqali oʻzgartiring",
    ru: "Этот список ведёт система: меняйте его через блокировки",
    en: "The system keeps this list: change it by blocks",
  },
});
export const listEntryTaken = defineProblem({
  code: "antifraud.list_entry_taken",
  status: 409,
  title: {
    uz: "Bu qiymat roʻyxatda allaqachon bor",
    ru: "Это значение уже есть в списке",
    en: "The list holds this value already",
  },
});
export const tooManyLists = defineProblem({
  code: "antifraud.too_many_lists",
  status: 409,
  title: {
    uz: "Roʻyxatlar soni chegaraga yetdi",
    ru: "Достигнут предел числа списков",
    en: "The organisation has as many lists as it may have",
  },
});
export const listFull = defineProblem({
  code: "antifraud.list_full",
  status: 409,
  title: {
    uz: "Roʻyxatga bundan ortiq yozuv sigʻmaydi",
    ru: "В список больше не поместится ни одной записи",
    en: "The list would have more entries than it may have",
  },
});
export const listChanged = defineProblem({
  code: "antifraud.list_changed",
  status: 412,
  title: {
    uz: "Roʻyxat bu orada oʻzgardi, uni qayta oʻqing",
    ru: "Список тем временем изменился, прочитайте его заново",
    en: "The list was changed meanwhile, read it again",
  },
});
export const importRefused = defineProblem({
  code: "antifraud.import_refused",
  status: 422,
  title: {
    uz: "Faylda xato qatorlar bor, hech narsa saqlanmadi",
    ru: "В файле есть ошибочные строки, ничего не сохранено",
    en: "The file has bad lines, nothing of it was saved",
  },
});
export const listsUnavailable = defineProblem({
  code: "antifraud.lists_unavailable",
  status: 503,
  title: {
    uz: "Hozir roʻyxatlarni oʻzgartirib boʻlmadi, xuddi shu soʻrovni qayta yuboring",
    ru: "Сейчас не удалось изменить списки, повторите тот же запрос",
    en: "Lists cannot be changed now, send the same request again",
  },
});
