import type { Dictionary } from "../uz.ts";

export const events: Dictionary["events"] = {
  title: "Каталог событий",
  search: "Название события",
  columns: { type: "Тип", title: "Что означает", product: "Продукт" },
  example: "Пример",
  schema: "JSON Schema",
  empty: "Событий пока нет",
};
