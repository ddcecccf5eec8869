import type { Language } from "#platform/i18n";

/** The pages of the site that messages lead to. */
const pages = {
  verifyEmail: "/verify-email",
  resetPassword: "/reset-password",
  forgotPassword: "/forgot-password",
  invitation: "/invitation",
} as const;

export type LinkTo = (page: keyof typeof pages, token?: string) => string;

/**
 * Makes links for a language; Uzbek, the default, has no prefix. A token stands behind `#`, which browsers keep to
 * themselves: it reaches no log and no `Referer`.
 */
export function linksTo(publicUrl: string, language: Language): LinkTo {
  const start = publicUrl.replace(/\/+$/, "") + (language === "uz" ? "" : `/${language}`);
  return (page, token) => start + pages[page] + (token === undefined ? "" : `#token=${encodeURIComponent(token)}`);
}
