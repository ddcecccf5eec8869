import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

/** The words of the pages that mails lead to, handed down so that a page carries one language only. */
export type Words = { language: Language; forms: Dictionary["forms"]; account: Dictionary["account"] };
