import { defineProblem } from "#platform/problem";

const challenge = { "www-authenticate": 'Bearer realm="aifoundry"' };

const notAuthenticatedProblem = defineProblem({
  code: "auth.not_authenticated",
  status: 401,
  title: { uz: "Avval tizimga kiring", ru: "Сначала войдите в систему", en: "Sign in first" },
});
export const notAuthenticated = () =>
  notAuthenticatedProblem({ detail: "Could not validate credentials", headers: challenge });

const wrongCredentialsProblem = defineProblem({
  code: "auth.wrong_credentials",
  status: 401,
  title: {
    uz: "Elektron pochta yoki parol notoʻgʻri",
    ru: "Неверная почта или пароль",
    en: "The e-mail or the password is wrong",
  },
});
/** The same for an unknown address and a wrong password, so that accounts cannot be listed. */
export const wrongCredentials = () => wrongCredentialsProblem({ headers: challenge });

export const emailTaken = defineProblem({
  code: "auth.email_taken",
  status: 409,
  title: {
    uz: "Bu elektron pochta allaqachon roʻyxatdan oʻtgan",
    ru: "Эта почта уже зарегистрирована",
    en: "This e-mail is already registered",
  },
});
export const scopeTooWide = defineProblem({
  code: "auth.scope_too_wide",
  status: 403,
  title: {
    uz: "Kalitga oʻzingizda yoʻq ruxsatni bera olmaysiz",
    ru: "Нельзя выдать ключу права, которых нет у вас",
    en: "A key cannot be given a permission that you do not have",
  },
});
export const apiKeyNotFound = defineProblem({
  code: "auth.api_key_not_found",
  status: 404,
  title: { uz: "Bunday kalit yoʻq", ru: "Такого ключа нет", en: "There is no such key" },
});
