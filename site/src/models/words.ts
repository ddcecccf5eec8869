import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

export type ModelWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "forms" | "features" | "models">;

export const MODELS = "/api/antifraud/models";
export const modelPath = (id: string): string => `${MODELS}/${encodeURIComponent(id)}`;

/** The id by which the API knows the model that comes with the service. */
export const BUNDLED = "bundled";
