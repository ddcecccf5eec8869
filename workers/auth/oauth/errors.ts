import { defineProblem } from "#platform/problem";

export const clientNotFound = defineProblem({
  code: "auth.oauth_client_not_found",
  status: 404,
  title: { uz: "Bunday OAuth mijozi yoʻq", ru: "Такого клиента OAuth нет", en: "There is no such OAuth client" },
});
export const clientScopeTooWide = defineProblem({
  code: "auth.oauth_scope_too_wide",
  status: 403,
  title: {
    uz: "Mijozga oʻzingizda yoʻq ruxsatni bera olmaysiz",
    ru: "Нельзя выдать клиенту права, которых нет у вас",
    en: "A client cannot be given a permission that you do not have",
  },
});
export const clientHasNoSecret = defineProblem({
  code: "auth.oauth_client_without_secret",
  status: 409,
  title: {
    uz: "Bu mijoz sir bilan emas, oʻz kaliti bilan kiradi",
    ru: "Этот клиент подтверждает себя ключом, секрета у него нет",
    en: "This client proves itself with its key and has no secret",
  },
});
