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
    uz: "Bu mijozda client secret yoʻq, u oʻz kaliti bilan tasdiqlanadi",
    ru: "У этого клиента нет секрета, он подтверждает себя ключом",
    en: "This client proves itself with its key and has no secret",
  },
});
