import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

export type AlertWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "forms" | "alerts">;

export const ALERTS = "/api/antifraud/alerts";
export const RULES = `${ALERTS}/rules`;
export const rulePath = (id: string): string => `${RULES}/${encodeURIComponent(id)}`;
