import type { PageName } from "../paths.ts";

/** What search engines are told of; pages that mails lead to, signing in and the application are not for them. */
export const indexedPages = [
  "home",
  "antifraud",
  "products",
  "register",
  "security",
  "privacy",
  "status",
  "changelog",
  "docs",
  "sandbox",
  "model",
  "errors",
] as const satisfies readonly PageName[];
