import type { Dictionary } from "../uz.ts";

export const docs: Dictionary["docs"] = {
  title: "Документация",
  lead: "API живёт по одному адресу, все пути начинаются с /api. Запросы и ответы — JSON, ошибки — application/problem+json.",
  steps: {
    title: "Три шага до первого решения",
    signIn: "Войдите и получите токен.",
    key: "Создайте ключ API, который умеет только отправлять платежи. Ключ показывается один раз.",
    submit: "Отправьте платёж с этим ключом.",
  },
  reference: {
    title: "Справочник",
    openapi: "Все пути, поля и права, OpenAPI 3.1",
    errors: "Каждый код ошибки: что означает и что делать",
  },
  errors: {
    title: "Ошибки",
    lead: "У каждой ошибки есть code. Заголовок приходит на языке из Accept-Language, в обращении укажите requestId.",
    code: "Код",
    status: "Статус HTTP",
    meaning: "Что это значит",
    remedy: "Что делать",
    titles: "Заголовок на трёх языках",
    example: "Так выглядит ответ",
    all: "Все ошибки",
  },
};
