import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

export type MerchantWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "period" | "merchants">;
