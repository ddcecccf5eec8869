import type { Language } from "./api-types.ts";
import type { AppPageName } from "./app/pages.ts";

/** Every public page by name; links are made here and nowhere else. */
const pages = {
  home: "/",
  products: "/products",
  antifraud: "/products/antifraud",
  security: "/security",
  privacy: "/privacy",
  status: "/status",
  changelog: "/changelog",
  register: "/register",
  signIn: "/sign-in",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  invitation: "/invitation",
  verifyEmail: "/verify-email",
  docs: "/docs",
  errors: "/docs/errors",
  model: "/docs/model",
  sandbox: "/docs/sandbox",
} as const;

export type PageName = keyof typeof pages;

/** The address of a page in a language; Uzbek, the default, has no prefix. */
export function pathTo(language: Language, page: PageName, query: Record<string, string> = {}): string {
  return inLanguage(language, pages[page]) + queryOf(query);
}

/** The address of a page of the application in a language. */
export const pathToApp = (
  language: Language,
  page: AppPageName,
  query: Record<string, string | undefined> = {},
): string => inLanguage(language, `/app/${page}`) + queryOf(query);

export const pathToError = (language: Language, code: string): string =>
  `${inLanguage(language, pages.errors)}/${code}`;

/** The same address in another language, for the language switch. */
export function translatePath(path: string, language: Language): string {
  // While a page is built, its path ends in the name of its file.
  return inLanguage(language, path.replace(/(\/index)?\.html$/, "").replace(/^\/(ru|en)(?=\/|$)/, "") || "/");
}

/** A page of ours to go on to, or undefined for anything that would lead elsewhere. */
export function ownPath(next: string | null, origin: string): string | undefined {
  if (!next?.startsWith("/")) return undefined;
  const url = URL.parse(next, origin);
  return url?.origin === origin ? url.pathname + url.search + url.hash : undefined;
}

/** Query parameters that are not empty, with their question mark. */
export function queryOf(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** A path as it stands in a language; Uzbek, the default, has no prefix. */
export function inLanguage(language: Language, path: string): string {
  if (language === "uz") return path;
  return path === "/" ? `/${language}` : `/${language}${path}`;
}
