import type { Action } from "./action.ts";

/** What is done with lists, their entries and blocks. */
export const listActions = {
  "list.created": {
    target: "list",
    title: { uz: "Roʻyxat yaratildi", ru: "Создан список", en: "List added" },
  },
  "list.changed": {
    target: "list",
    title: { uz: "Roʻyxat oʻzgartirildi", ru: "Список изменён", en: "List changed" },
  },
  "list.deleted": {
    target: "list",
    title: { uz: "Roʻyxat oʻchirildi", ru: "Список удалён", en: "List deleted" },
  },
  "list_entry.added": {
    target: "list_entry",
    title: { uz: "Roʻyxatga yozuv qoʻshildi", ru: "В список добавлена запись", en: "Entry put on a list" },
  },
  "list_entry.changed": {
    target: "list_entry",
    title: { uz: "Roʻyxatdagi yozuv oʻzgartirildi", ru: "Изменена запись списка", en: "Entry of a list changed" },
  },
  "list_entry.removed": {
    target: "list_entry",
    title: { uz: "Yozuv roʻyxatdan olib tashlandi", ru: "Запись удалена из списка", en: "Entry taken off a list" },
  },
  "list_entries.imported": {
    target: "list",
    title: {
      uz: "Roʻyxatga fayldan yozuvlar qoʻshildi",
      ru: "В список загружены записи из файла",
      en: "Entries put on a list from a file",
    },
  },
  "list_entries.exported": {
    target: "list",
    title: { uz: "Roʻyxat yuklab olindi", ru: "Список выгружен", en: "List exported" },
  },
  "block.created": {
    target: "block",
    title: {
      uz: "Karta, foydalanuvchi yoki qurilma bloklandi",
      ru: "Заблокированы карта, пользователь или устройство",
      en: "Card, user or device blocked",
    },
  },
  "block.lifted": {
    target: "block",
    title: { uz: "Bloklash bekor qilindi", ru: "Блокировка снята", en: "Block lifted" },
  },
} as const satisfies Record<string, Action>;
